import type { ReportedQuestion, ReportedTest } from '@testforge/core';

/** What waits, as questions: tests that wait for the same reason are one. The question of most tests comes first. */
export function listQuestions(tests: readonly ReportedTest[]): ReportedQuestion[] {
  const questions = new Map<string, ReportedQuestion>();
  for (const { key, state, failure } of tests) {
    if (state !== 'waiting' || !failure) continue;
    const asked = failure.question ?? { cause: `test ${key}`, words: `${failure.testTitle}: ${failure.stepTitle}` };
    const known = questions.get(asked.cause);
    if (known) known.tests.push(key);
    else questions.set(asked.cause, { ...asked, tests: [key] });
  }
  return [...questions.values()].sort((a, b) => b.tests.length - a.tests.length);
}

/** As a report tells them: nothing where nothing waits. */
export function questionsOf(tests: readonly ReportedTest[]): { questions?: ReportedQuestion[] } {
  const questions = listQuestions(tests);
  return questions.length > 0 ? { questions } : {};
}
