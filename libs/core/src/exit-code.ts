import type { RunOutcome } from './report.js';

export interface ExitCodeRules {
  /** Something that waits for a person is no reason to fail. */
  allowWaiting?: boolean;
  /** Healed tests count as failed. */
  failOnHealed?: boolean;
}

/** Exit codes of every command: see `exitCodeOf`. */
export const exitCodes = { passed: 0, failed: 1, wrongUse: 2, trouble: 3, waiting: 4, interrupted: 130 } as const;

/** 0 all passed, 1 something failed, 3 the platform or the app was in the way, 4 nothing failed but something waits. */
export function exitCodeOf(outcome: Pick<RunOutcome, 'status' | 'tests'>, rules: ExitCodeRules = {}): number {
  if (outcome.status === 'error' || outcome.status === 'cancelled') return exitCodes.trouble;
  if (outcome.status === 'failed' || (rules.failOnHealed && outcome.tests.passedAfterHealing > 0))
    return exitCodes.failed;
  return outcome.status === 'waiting' && !rules.allowWaiting ? exitCodes.waiting : exitCodes.passed;
}
