import type { TestCase, TestResult } from '@testforge/core';
import type { HealingState } from './healing-state.js';
import type { StepJudgement } from './verdict.js';

export type WeighedProof =
  | { kind: 'proven' }
  /** The proof says nothing for the heals and nothing clear against the app: a person decides. */
  | { kind: 'unproven'; why: string }
  /** The proof failed for a reason of its own. */
  | { kind: 'failed'; judgement: StepJudgement };

/** Rules that speak of the app whatever element was chosen. */
export const faultsOfTheApp: readonly string[] = [
  'regression.server_error',
  'regression.page_error',
  'regression.went_away',
];

/** Whether a healed step that failed again shows a fault of the app rather than a wrong choice of ours. */
const showsFault = ({ rule }: StepJudgement, isCheck: boolean): boolean =>
  faultsOfTheApp.includes(rule) || (isCheck && rule === 'regression.expectation_broken');

/**
 * What a proof run says. Only one clean pass from the start proves; a pass on the second try does not.
 * A healed step that fails again was probably healed wrongly, unless the app is at fault or the value found does not hold.
 */
export function weighProof({
  state,
  healed,
  result,
  judgement,
}: {
  state: HealingState;
  healed: TestCase;
  result: TestResult;
  judgement: StepJudgement | null;
}): WeighedProof {
  if (result.status === 'passed') return { kind: 'proven' };
  if (result.status === 'flaky') return { kind: 'unproven', why: 'the proof passed only when tried again' };
  if (!judgement) return { kind: 'unproven', why: 'the proof did not run to its end' };
  const position = (key: string | null | undefined): number => healed.steps.findIndex((step) => step.key === key);
  const failedAt = position(result.failure?.stepKey);
  const healedAt = state.heals.map(({ stepKey }) => position(stepKey));
  if (healedAt.includes(failedAt)) {
    return showsFault(judgement, healed.steps[failedAt]?.kind === 'expect')
      ? { kind: 'failed', judgement }
      : { kind: 'unproven', why: `the healed step failed again: ${judgement.evidence[0] ?? judgement.rule}` };
  }
  const earlier = failedAt >= 0 && failedAt < Math.max(...healedAt);
  if (earlier && judgement.outcome === 'by_decision')
    return { kind: 'unproven', why: 'a step that had worked before lost its target in the proof' };
  return { kind: 'failed', judgement };
}
