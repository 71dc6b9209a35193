import { describe, expect, it } from 'vitest';
import { headline } from './headline.js';

type Given = Parameters<typeof headline>[0];
const none = { designed: 0, kept: 0, functional: 0, passed: 0, passedAfterHealing: 0, waiting: 0, failed: 0, flaky: 0 };
const report = (status: Given['status'], counts: Partial<Given['counts']>, states: string[] = []): Given => ({
  status,
  counts: { ...none, ...counts },
  tests: states.map((state) => ({ state })) as Given['tests'],
});

describe('the headline of a run', () => {
  it('counts regressions before anything else', () => {
    expect(headline(report('failed', { failed: 1, waiting: 3 }, ['regression', 'waiting']))).toBe(
      '1 regression: the app no longer does what it did',
    );
  });
  it('counts what broke once, whichever tests met it, and what waits by its questions', () => {
    const met = report('failed', { failed: 3 }, ['regression', 'regression', 'regression']);
    const regressions = [{ cause: 'x', words: '“Total” shows the sum', tests: ['a', 'b', 'c'] }];
    expect(headline({ ...met, regressions })).toBe('1 regression, met by 3 tests: the app no longer does what it did');
    const questions = [{ cause: 'x', words: 'Is it?', tests: ['a', 'b'] }];
    expect(headline({ ...report('waiting', { waiting: 2 }), questions })).toBe(
      'Nothing failed; 1 question about 2 tests waits for your answer',
    );
  });
  it('never calls a healed, waiting, flaky or unjudged test passed', () => {
    const lines = [
      report('failed', { failed: 2 }, ['environment', 'environment']),
      report('waiting', { waiting: 1 }),
      report('passed_after_healing', { passedAfterHealing: 2, passed: 5 }),
      report('passed', { passed: 5, flaky: 1 }),
    ].map(headline);
    for (const line of lines) expect(line).not.toMatch(/^All/);
    expect(headline(report('passed', { passed: 5 }))).toBe('All 5 tests passed');
  });
});
