import type { Report } from '../api.js';
import { amount } from '../words.js';

/** The outcome in one line. It never calls a healed, waiting or unjudged test passed. */
export function headline({ status, counts, tests }: Pick<Report, 'status' | 'counts' | 'tests'>): string {
  const regressions = tests.filter(({ state }) => state === 'regression').length;
  switch (status) {
    case 'cancelled':
      return 'The run was stopped before its end';
    case 'error':
      return 'The run could not be finished';
    case 'failed':
      return regressions > 0
        ? `${amount(regressions, 'regression')}: the app no longer does what it did`
        : `${amount(counts.failed, 'test')} could not be judged`;
    case 'waiting':
      return `Nothing failed; ${amount(counts.waiting, 'test waits', 'tests wait')} for your answer`;
    case 'passed_after_healing':
      return `Nothing is broken; ${amount(counts.passedAfterHealing, 'test')} passed after healing`;
    case 'passed':
      return counts.flaky > 0
        ? `Nothing failed twice; ${amount(counts.flaky, 'test')} passed only on a second try`
        : `All ${amount(counts.passed, 'test')} passed`;
  }
}
