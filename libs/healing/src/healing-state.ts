import { HealingProposal, JudgedFailure, Verdict } from '@testforge/core';
import { z } from 'zod';

/**
 * Where a failed test stands between two rounds of healing. Plain JSON: a workflow keeps it and hands it back.
 * `proving`: apply `heals` to the test, run it from the start, hand the result to `judgeProof`.
 * `done`: `failure` is the last word.
 */
export const HealingState = z.object({
  schemaVersion: z.literal(1),
  testKey: z.string(),
  status: z.enum(['proving', 'done']),
  /** What was decided to heal so far, in the order of the steps' failing; applied together, proven together. */
  heals: z.array(HealingProposal),
  /** The first failure: what the report tells of, whatever comes later. */
  first: z.object({
    testTitle: z.string(),
    stepKey: z.string().nullable(),
    stepTitle: z.string(),
    verdict: Verdict,
    confidence: z.number(),
    rule: z.string(),
    evidence: z.array(z.string()),
    screenshot: z.string().optional(),
    expected: z.string().optional(),
    actual: z.string().optional(),
    expectationHash: z.string(),
  }),
  failure: JudgedFailure.nullable(),
});
export type HealingState = z.infer<typeof HealingState>;
