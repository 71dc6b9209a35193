import { PageSnapshot } from '@testforge/core';
import { z } from 'zod';

/** A page that a stranger sent: shown in the sandbox, where it can reach nothing. */
export const GivenPage = z.union([z.object({ html: z.string() }), z.object({ trace: z.base64() })]);
export type GivenPage = z.infer<typeof GivenPage>;

/** The page as it was collected, and what a trace says of the step that failed on it. */
export const PageThatWasRead = z.object({
  page: PageSnapshot,
  error: z.string().optional(),
  args: z.array(z.string()).optional(),
});
export type PageThatWasRead = z.infer<typeof PageThatWasRead>;
