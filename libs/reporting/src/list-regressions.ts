import type { ReportedRegression, ReportedTest } from '@testforge/core';

/** What broke: tests that met the same thing are one regression. What most tests met comes first. */
export function listRegressions(tests: readonly ReportedTest[]): ReportedRegression[] {
  const regressions = new Map<string, ReportedRegression>();
  for (const { key, title, state, failure } of tests) {
    if (state !== 'regression') continue;
    const cause = failure?.cause ?? `test ${key}`;
    const known = regressions.get(cause);
    if (known) known.tests.push(key);
    else {
      const { stepTitle: words = title, expected, actual } = failure ?? {};
      const values = { ...(expected === undefined ? {} : { expected }), ...(actual === undefined ? {} : { actual }) };
      regressions.set(cause, { cause, words, ...values, tests: [key] });
    }
  }
  return [...regressions.values()].sort((a, b) => b.tests.length - a.tests.length);
}

/** As a report tells them: nothing where nothing broke. */
export function regressionsOf(tests: readonly ReportedTest[]): { regressions?: ReportedRegression[] } {
  const regressions = listRegressions(tests);
  return regressions.length > 0 ? { regressions } : {};
}
