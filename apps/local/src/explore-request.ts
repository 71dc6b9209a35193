import { Access, AppModel, InteractionLevel, RunOptions, TestPlan } from '@testforge/core';
import { z } from 'zod';

/** What `testforge crawl` and `testforge design` ask for; credentials are in it, so it travels on standard input. */
export const ExploreRequest = z.object({
  command: z.enum(['crawl', 'design']),
  /** As of a run; `limits` included. */
  options: RunOptions,
  /** Default: as for a run, by the address. */
  interaction: InteractionLevel.optional(),
  access: Access.optional(),
  /** A model that was made before: it is designed for, and not made anew. */
  model: AppModel.optional(),
});
export type ExploreRequest = z.infer<typeof ExploreRequest>;

/** What they give. */
export const Explored = z.object({
  schemaVersion: z.literal(1),
  url: z.string(),
  /** Figures alone: what was read, found, designed, left out, and how long it took. */
  scorecard: z.record(z.string(), z.number()),
  model: AppModel,
  /** `design` only. */
  plan: TestPlan.optional(),
});
export type Explored = z.infer<typeof Explored>;
