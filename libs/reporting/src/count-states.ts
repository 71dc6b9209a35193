import type { Report, ReportedTest, RunStatus, TestState } from '@testforge/core';

type StateCounts = Pick<Report['counts'], 'passed' | 'passedAfterHealing' | 'waiting' | 'failed' | 'flaky'>;

/** How many tests are in which state, those that are muted or in quarantine included. */
export function countStates(tests: readonly ReportedTest[]): StateCounts {
  const count = (...states: TestState[]): number => tests.filter((test) => states.includes(test.state)).length;
  return {
    passed: count('passed'),
    passedAfterHealing: count('passed_after_healing'),
    waiting: count('waiting'),
    failed: count('regression', 'environment', 'not_run'),
    flaky: count('flaky'),
  };
}

/** Whether how this test ended decides how the run ended. A person said otherwise of muted ones and of those in quarantine. */
export const decides = ({ handling }: ReportedTest): boolean => handling !== 'muted' && handling !== 'quarantined';

/** The worst state of the tests that decide. A person's pending answer is neither red nor green. */
export function worstStatus(
  tests: readonly ReportedTest[],
  { cancelled, error }: { cancelled: boolean; error: string | null },
): RunStatus {
  if (cancelled) return 'cancelled';
  const deciding = tests.filter(decides);
  const has = (...states: TestState[]): boolean => deciding.some((test) => states.includes(test.state));
  if (has('regression')) return 'failed';
  if (error) return 'error';
  if (has('environment', 'not_run')) return 'failed';
  if (has('waiting')) return 'waiting';
  return has('passed_after_healing') ? 'passed_after_healing' : 'passed';
}
