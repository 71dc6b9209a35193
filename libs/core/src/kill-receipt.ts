import { z } from 'zod';
import { LedgerEntry } from './app-model.js';

/**
 * What is done to the app while a test looks on. `disable`: what the step does has no effect; `value`: every number that
 * is shown from then on is another; `error`: what the step asks for is answered with 500; `drop`: it never arrives;
 * `lenient`: what is entered is not checked any more, and taken.
 */
export const perturbations = ['disable', 'value', 'error', 'drop', 'lenient'] as const;
export const Perturbation = z.enum(perturbations);
export type Perturbation = z.infer<typeof Perturbation>;

/** For people, after “failed with” or “noticed nothing of”. */
export const perturbationWords: Record<Perturbation, string> = {
  disable: 'a dead control',
  value: 'other numbers',
  error: 'an answer 500',
  drop: 'an answer that never came',
  lenient: 'a form that takes anything',
};

/**
 * How a test took one perturbation. `unmet`: there was nothing to perturb; `untold`: it did not get as far as what was
 * perturbed. Neither says anything of the test.
 */
export const Trial = z.object({
  perturbation: Perturbation,
  /** The step that was perturbed. */
  stepKey: z.string(),
  outcome: z.enum(['killed', 'survived', 'unmet', 'untold']),
  /** Where the test noticed. */
  noticedAt: z.string().optional(),
  /** An expectation noticed, and not only an action that could not be carried out any more. */
  byExpectation: z.boolean().optional(),
});
export type Trial = z.infer<typeof Trial>;

/**
 * Proof that a test can fail: what was done to what it observes, and what of that it noticed. `kills_nothing`: it was
 * carried through everything that there is for it, and lived through all that could be done. `not_judged`: nothing could
 * be done to it, or the time was over.
 */
export const KillReceipt = z.object({
  testKey: z.string(),
  /** Of the test as it was tried: for other expectations the receipt says nothing. */
  expectationHash: z.string(),
  verdict: z.enum(['kills', 'kills_nothing', 'not_judged']),
  trials: z.array(Trial),
});
export type KillReceipt = z.infer<typeof KillReceipt>;

/** The receipts of the tests that a run was to keep or to propose. */
export const ReceiptsResult = z.object({
  schemaVersion: z.literal(1),
  /** One for each test that was to be tried. */
  receipts: z.array(KillReceipt),
  /** Tests that are not kept, since they notice nothing. */
  leftOut: z.array(z.object({ key: z.string(), title: z.string(), reason: z.string() })),
  /** Writing requests as the tests made them; what was perturbed did not reach the app, whatever it was told. */
  ledger: z.array(LedgerEntry),
  /** Why not everything could be tried. */
  trouble: z.string().optional(),
  durationMs: z.number(),
});
export type ReceiptsResult = z.infer<typeof ReceiptsResult>;
