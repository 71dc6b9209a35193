import { Report, type ReportedAnswer } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { sampleReport } from '../test/sample-report.js';
import { applyAnswers } from './apply-answers.js';
import { renderCtrf } from './render-ctrf.js';

const answerOf = (kind: ReportedAnswer['kind'], changes: ReportedAnswer['changes'] = []): ReportedAnswer => ({
  kind,
  by: 'Eva',
  at: '2026-01-02T00:00:00.000Z',
  changes,
});

describe('a report that people answered', () => {
  const report = sampleReport();
  const waiting = report.tests.filter(({ state }) => state === 'waiting');
  const key = waiting[0]?.key ?? '';

  it.each(['approve', 'modify'] as const)(
    'tells what was proven by %s as passed after healing, and who said so',
    (kind) => {
      const told = Report.parse(applyAnswers(report, [{ testKey: key, answer: answerOf(kind) }]));
      expect(told.healings.proven).toBe(report.healings.proven + 1);
      expect(told.tests.find((test) => test.key === key)).toMatchObject({
        state: 'passed_after_healing',
        answer: { by: 'Eva' },
      });
      expect(told.counts.waiting).toBe(report.counts.waiting - 1);
      expect(told.counts.passedAfterHealing).toBe(report.counts.passedAfterHealing + 1);
    },
  );
  it('tells a rejected heal as a regression, which decides', () => {
    const told = applyAnswers(report, [{ testKey: key, answer: answerOf('reject') }]);
    expect(told.tests.find((test) => test.key === key)?.state).toBe('regression');
    expect(told.status).toBe('failed');
  });
  it('counts every expectation that was signed as changed, and lets the last answer stand', () => {
    const change = { step: 's', before: '10', after: '12' };
    const told = applyAnswers(report, [
      { testKey: key, answer: answerOf('reject') },
      { testKey: key, answer: answerOf('intended', [change]) },
    ]);
    expect(told.tests.find((test) => test.key === key)?.state).toBe('passed');
    expect(told.expectationsChanged).toBe(report.expectationsChanged + 1);
  });
});

describe('CTRF', () => {
  it('tells every test once, a regression as failed and what waits as pending', () => {
    const report = sampleReport();
    const { results } = JSON.parse(renderCtrf(report)) as {
      results: { summary: Record<string, number>; tests: { status: string; rawStatus: string }[] };
    };
    expect(results.tests).toHaveLength(report.tests.length);
    const statusOf = (state: string) =>
      results.tests.filter(({ rawStatus }) => rawStatus === state).map(({ status }) => status);
    expect(new Set(statusOf('regression'))).toEqual(new Set(['failed']));
    expect(new Set(statusOf('waiting'))).toEqual(new Set(['pending']));
    const { tests, passed, failed, skipped, pending, other } = results.summary;
    expect((passed ?? 0) + (failed ?? 0) + (skipped ?? 0) + (pending ?? 0) + (other ?? 0)).toBe(tests);
  });
});
