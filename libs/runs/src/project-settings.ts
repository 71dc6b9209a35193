import { ProbesPolicy, ReceiptsPolicy } from '@testforge/core';
import { z } from 'zod';

/** What a project's owner may switch; other settings of the row are left as they are. */
export const ProjectSettings = z.object({
  /** Whether everybody may see the badge. */
  publicBadge: z.boolean().default(false),
  /** For runs that do not say; missing where the owner did not either. */
  receipts: ReceiptsPolicy.optional(),
  /** Missing is `off`. */
  probes: ProbesPolicy.optional(),
});
export type ProjectSettings = z.infer<typeof ProjectSettings>;
