import { z } from 'zod';

/**
 * What is done to the app while a test looks on. `drop`: what the step asked for never arrives; `error`: it is answered
 * with 500; `value`: every number that is shown from then on is another; `disable`: what the step does has no effect.
 */
export const perturbations = ['drop', 'error', 'value', 'disable'] as const;
export const Perturbation = z.enum(perturbations);
export type Perturbation = z.infer<typeof Perturbation>;

/** How a test took one perturbation. `unmet`: there was nothing to perturb, so it says nothing. */
export const Trial = z.object({
  perturbation: Perturbation,
  /** The step that was perturbed. */
  stepKey: z.string(),
  outcome: z.enum(['killed', 'survived', 'unmet']),
  /** Where the test noticed; null where the failing line belongs to no step. */
  noticedAt: z.string().nullable().optional(),
  /** An expectation noticed, and not only an action that could not be carried out any more. */
  byExpectation: z.boolean().optional(),
});
export type Trial = z.infer<typeof Trial>;

/** Proof that a test can fail: what was done to what it observes, and what of that it noticed. */
export const KillReceipt = z.object({
  testKey: z.string(),
  trials: z.array(Trial),
});
export type KillReceipt = z.infer<typeof KillReceipt>;

/** A test that notices none of what was really done to it asserts nothing. One that nothing could be done to is not judged. */
export const killsNothing = ({ trials }: KillReceipt): boolean =>
  trials.some(({ outcome }) => outcome === 'survived') && trials.every(({ outcome }) => outcome !== 'killed');
