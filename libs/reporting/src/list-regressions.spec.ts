import { describe, expect, it } from 'vitest';
import { sampleReport } from '../test/sample-report.js';
import { applyAnswers } from './apply-answers.js';
import { listRegressions } from './list-regressions.js';
import { renderHtml } from './render-html.js';
import { headline } from './words.js';

/** The sample report with four broken tests, three of them by one cause. */
function broken() {
  const report = sampleReport();
  const regression = report.tests.find(({ state }) => state === 'regression');
  if (!regression?.failure) throw new Error('nothing is broken in the sample');
  const { failure } = regression;
  const tests = ['a', 'b', 'c', 'd'].map((key) => ({
    ...regression,
    key,
    title: `Test ${key}`,
    failure: { ...failure, testKey: key, ...(key === 'a' ? {} : { cause: 'the total' }) },
  }));
  return { ...report, tests, regressions: listRegressions(tests) };
}

describe('tests that met the same thing', () => {
  it('are one regression, what most of them met first; what has no cause stands for itself', () => {
    const [shared, alone] = broken().regressions;
    expect([shared?.tests, alone?.tests]).toEqual([['b', 'c', 'd'], ['a']]);
    expect(shared).toMatchObject({ expected: expect.any(String), actual: expect.any(String) });
  });

  it('are told as one in the headline and on the page, where each of them is still found', () => {
    expect(headline(broken())).toMatch(/^2 regressions, met by 4 tests: /);
    const page = renderHtml(broken());
    expect(page).toContain('3 tests met this.');
    for (const key of ['a', 'b', 'c', 'd']) expect(page).toContain(`<h3>Test ${key}</h3>`);
  });

  it('are counted anew when people have answered', () => {
    const answer = { kind: 'intended' as const, by: 'ada', at: '2026-11-20T09:00:00.000Z', changes: [] };
    const told = applyAnswers(broken(), [{ testKey: 'a', answer }]);
    expect(told.regressions?.map(({ tests }) => tests)).toEqual([['b', 'c', 'd']]);
  });
});
