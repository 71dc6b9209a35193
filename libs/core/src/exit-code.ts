import type { RunOutcome } from './report.js';

export interface ExitCodeRules {
  /** Something that waits for a person is no reason to fail. */
  allowWaiting?: boolean;
  /** Healed tests count as failed. */
  failOnHealed?: boolean;
  /** Tests that passed only on a second try count as failed, but for those that a person muted or put in quarantine. */
  failOnFlaky?: boolean;
}

/** Exit codes of every command: see `exitCodeOf`. */
export const exitCodes = { passed: 0, failed: 1, wrongUse: 2, trouble: 3, waiting: 4, interrupted: 130 } as const;

type Ended = Pick<RunOutcome, 'status' | 'tests' | 'flakyThatDecide'>;

/** 0 all passed, 1 something failed, 3 the platform or the app was in the way, 4 nothing failed but something waits. */
export function exitCodeOf(outcome: Ended, rules: ExitCodeRules = {}): number {
  if (outcome.status === 'error' || outcome.status === 'cancelled') return exitCodes.trouble;
  if (outcome.status === 'failed' || isUnwelcome(outcome, rules)) return exitCodes.failed;
  return outcome.status === 'waiting' && !rules.allowWaiting ? exitCodes.waiting : exitCodes.passed;
}

const isUnwelcome = ({ tests, flakyThatDecide = tests.flaky }: Ended, rules: ExitCodeRules): boolean =>
  (rules.failOnHealed === true && tests.passedAfterHealing > 0) || (rules.failOnFlaky === true && flakyThatDecide > 0);
