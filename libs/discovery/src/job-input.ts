import { Access, AppModel, InteractionLevel, RunLimits } from '@testforge/core';
import { z } from 'zod';

/** What the exploring job is told. */
export const DiscoveryInput = z.object({
  url: z.string(),
  access: Access,
  interaction: InteractionLevel,
  /** Origins whose pages may be opened, the app's own first. */
  origins: z.array(z.string()).min(1),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  limits: RunLimits,
});
export type DiscoveryInput = z.infer<typeof DiscoveryInput>;

/** What it leaves behind: the model, with pictures named by their files. */
export const DiscoveryOutput = AppModel;
