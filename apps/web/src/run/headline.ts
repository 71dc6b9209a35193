import type { Report } from '../api.js';
import { amount } from '../words.js';

/** The outcome in one line. It never calls a healed, waiting or unjudged test passed. */
export function headline({
  status,
  counts,
  tests,
  questions = [],
  regressions = [],
}: Pick<Report, 'status' | 'counts' | 'tests' | 'questions' | 'regressions'>): string {
  const broken = tests.filter(({ state }) => state === 'regression').length;
  const causes = regressions.length || broken;
  switch (status) {
    case 'cancelled':
      return 'The run was stopped before its end';
    case 'error':
      return 'The run could not be finished';
    case 'failed':
      return broken > 0
        ? `${amount(causes, 'regression')}${causes < broken ? `, met by ${amount(broken, 'test')}` : ''}: the app no longer does what it did`
        : `${amount(counts.failed, 'test')} could not be judged`;
    case 'waiting':
      return questions.length > 0 && questions.length < counts.waiting
        ? `Nothing failed; ${amount(questions.length, 'question')} about ${counts.waiting} tests ${questions.length === 1 ? 'waits' : 'wait'} for your answer`
        : `Nothing failed; ${amount(counts.waiting, 'test waits', 'tests wait')} for your answer`;
    case 'passed_after_healing':
      return `Nothing is broken; ${amount(counts.passedAfterHealing, 'test')} passed after healing`;
    case 'passed':
      return counts.flaky > 0
        ? `Nothing failed twice; ${amount(counts.flaky, 'test')} passed only on a second try`
        : `All ${amount(counts.passed, 'test')} passed`;
  }
}
