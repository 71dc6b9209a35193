import type { Report, ReportedAnswer, ReportedTest, TestState } from '@testforge/core';
import { countStates, worstStatus } from './count-states.js';
import { questionsOf } from './list-questions.js';
import { regressionsOf } from './list-regressions.js';

const stateAfter: Record<ReportedAnswer['kind'], TestState> = {
  // Approved and proven: the repaired test passed from its start.
  approve: 'passed_after_healing',
  // The same, with the element that a person chose.
  modify: 'passed_after_healing',
  // A person says that what was found is not what was lost.
  reject: 'regression',
  // Signed: the new expectation was seen to hold twice on this build.
  intended: 'passed',
};

/** What was healed on the way to a signed change was proven with it, and is never hidden. */
const stateOf = ({ kind }: ReportedAnswer, { failure }: ReportedTest): TestState =>
  kind === 'intended' && failure?.proposals.some(({ decision }) => decision === 'heal')
    ? 'passed_after_healing'
    : stateAfter[kind];

/** The report as it is after people answered. The last answer to a test counts; verdicts and evidence stay as they were. */
export function applyAnswers(report: Report, answers: readonly { testKey: string; answer: ReportedAnswer }[]): Report {
  const last = new Map(answers.map(({ testKey, answer }) => [testKey, answer]));
  const tests = report.tests.map((test): ReportedTest => {
    const answer = last.get(test.key);
    return answer ? { ...test, state: stateOf(answer, test), answer } : test;
  });
  const approved = tests.filter(({ answer }) => answer?.kind === 'approve' || answer?.kind === 'modify').length;
  const asked = tests.filter(
    ({ state, failure }) => state === 'waiting' && failure?.proposals.some(({ decision }) => decision === 'ask'),
  ).length;
  const { questions: _answered, regressions: _judged, ...rest } = report;
  return {
    ...rest,
    tests,
    ...questionsOf(tests),
    ...regressionsOf(tests),
    counts: { ...report.counts, ...countStates(tests) },
    healings: {
      ...report.healings,
      applied: report.healings.applied + approved,
      proven: report.healings.proven + approved,
      asked,
    },
    expectationsChanged:
      report.expectationsChanged + tests.reduce((sum, { answer }) => sum + (answer?.changes.length ?? 0), 0),
    status: worstStatus(tests, { cancelled: report.status === 'cancelled', error: report.error ?? null }),
  };
}
