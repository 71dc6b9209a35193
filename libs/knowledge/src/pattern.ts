import { z } from 'zod';

/** One side of a change, told without anything of the tenant: vocabulary, kinds (`<email>`) and shapes (`kebab:3`) only. */
export const PatternSide = z.record(z.string(), z.string());
export type PatternSide = z.infer<typeof PatternSide>;

/**
 * How a fingerprint turned into another. `hash` is the SHA-256 of the rest, so the same change seen by two tenants is one
 * pattern. `before` and `after` hold what changed; `same` names the fields that were equal; `tag` and `role` say of what.
 */
export const Pattern = z.object({
  hash: z.string(),
  kind: z.literal('healing'),
  tag: z.string(),
  role: z.string(),
  before: PatternSide,
  after: PatternSide,
  same: z.array(z.string()),
});
export type Pattern = z.infer<typeof Pattern>;
