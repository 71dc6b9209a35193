import { HealingProposal, JudgedFailure, Verdict } from '@testforge/core';
import { z } from 'zod';
import { Trial } from './effect.js';

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
  /** Heals that count only when their effect is shown, and how far that is. Absent: there are none, or a person approved. */
  effects: z
    .object({
      /** Their steps. */
      steps: z.array(z.string()),
      /** What is still to be tried, the first while `stage` is `trying`. */
      left: z.array(Trial),
      /**
       * `proving` until the healed test passed; then `trying`; `confirming` that it still passes after the trials; `idle` when
       * a trial said nothing.
       */
      stage: z.enum(['proving', 'trying', 'confirming', 'idle']),
      /** What the trials showed, for people. */
      shown: z.array(z.string()),
    })
    .optional(),
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
