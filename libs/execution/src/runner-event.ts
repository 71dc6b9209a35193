import { z } from 'zod';

const Place = z.object({ file: z.string(), line: z.number().int() });
export type Place = z.infer<typeof Place>;

const RunnerError = z.object({ message: z.string(), stack: z.string(), location: Place.nullable() });
export type RunnerError = z.infer<typeof RunnerError>;

/** One attempt at one test as the reporter told it. `last`: no retry follows. */
export const Attempt = z.object({
  type: z.literal('attempt'),
  file: z.string(),
  title: z.string(),
  status: z.enum(['passed', 'failed', 'timedOut', 'skipped', 'interrupted']),
  ok: z.boolean(),
  last: z.boolean(),
  durationMs: z.number(),
  errors: z.array(RunnerError),
  /** Calls on pages and expectations in their order. */
  calls: z.array(z.object({ location: Place.nullable(), durationMs: z.number(), ok: z.boolean() })),
  /** `path` is relative to the output folder. */
  attachments: z.array(
    z.object({ name: z.string(), contentType: z.string(), path: z.string().optional(), text: z.string().optional() }),
  ),
});
export type Attempt = z.infer<typeof Attempt>;

/** What our reporter tells from inside the sandbox. */
export const RunnerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begin'), tests: z.array(z.object({ file: z.string(), title: z.string() })) }),
  Attempt,
  z.object({ type: z.literal('error'), error: RunnerError }),
  z.object({ type: z.literal('end'), status: z.string() }),
]);
export type RunnerEvent = z.infer<typeof RunnerEvent>;
