import type { Report } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { sampleReport } from '../test/sample-report.js';
import { applyAnswers } from './apply-answers.js';
import { listQuestions } from './list-questions.js';
import { renderHtml } from './render-html.js';
import { toRunOutcome } from './run-outcome.js';
import { headline, summary } from './words.js';

const links = { dashboard: null, report: null, share: null };
const question = { cause: 'x', words: 'The heading “Cart” now reads “Basket”: is that intended?' };

/** The sample report with four waiting tests: three of them for the same reason. */
function asking(): Report {
  const report = sampleReport();
  const waits = report.tests.find(({ state }) => state === 'waiting');
  if (!waits?.failure) throw new Error('nothing waits in the sample');
  const { failure } = waits;
  const tests = ['a', 'b', 'c', 'd'].map((key) => ({
    ...waits,
    key,
    title: `Test ${key}`,
    failure: { ...failure, testKey: key, ...(key === 'b' ? {} : { question }) },
  }));
  const counts = { ...report.counts, waiting: tests.length, failed: 0 };
  return { ...report, status: 'waiting', tests, counts, questions: listQuestions(tests) };
}

describe('tests that wait for the same reason', () => {
  it('are one question, the one of most tests first; what has none stands for itself', () => {
    expect(asking().questions?.map(({ tests }) => tests)).toEqual([['a', 'c', 'd'], ['b']]);
  });

  it('are told as one in the headline, the page and the outcome', () => {
    const report = asking();
    expect(headline(report)).toBe('Nothing failed; 2 questions about 4 tests wait for your answer');
    expect(summary(report)).toContain('4 wait for a person (2 questions)');
    const page = renderHtml(report);
    expect(page.split('The heading “Cart” now reads “Basket”')).toHaveLength(2);
    expect(page).toContain('One answer serves 3 tests.');
    for (const { title } of report.tests) expect(page).toContain(title);
    expect(toRunOutcome(report, links).questions?.[0]).toEqual({ words: question.words, tests: 3 });
  });

  it('are fewer once some are answered, and none when all are', () => {
    const answer = { kind: 'intended' as const, by: 'Eva', at: '2026-01-02T00:00:00.000Z', changes: [] };
    const answered = (keys: string[]) =>
      applyAnswers(
        asking(),
        keys.map((testKey) => ({ testKey, answer })),
      );
    expect(answered(['a', 'b']).questions?.map(({ tests }) => tests)).toEqual([['c', 'd']]);
    expect(answered(['a', 'b', 'c', 'd']).questions).toBeUndefined();
  });
});
