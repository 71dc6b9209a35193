import type { Report, RunStatus, TestState } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { sampleReport, sampleTest } from '../test/sample-report.js';
import { duration, headline, summary } from './words.js';

const nothing = {
  designed: 9,
  kept: 0,
  functional: 0,
  passed: 0,
  passedAfterHealing: 0,
  waiting: 0,
  failed: 0,
  flaky: 0,
};
const reportOf = (
  status: RunStatus,
  states: TestState[],
  counts: Partial<Report['counts']>,
  verdicts: Partial<Report['verdicts']> = {},
): Report =>
  sampleReport({
    status,
    tests: states.map((state) => sampleTest({ state })),
    counts: { ...nothing, ...counts },
    verdicts: { drift: 0, regression: 0, flake: 0, environment: 0, ...verdicts },
    findings: [],
  });

describe('the headline of a run', () => {
  it.each([
    ['passed', reportOf('passed', ['passed', 'passed'], { passed: 2 }), 'All 2 tests passed'],
    ['passed alone', reportOf('passed', ['passed'], { passed: 1 }), 'The one test passed'],
    [
      'flaky',
      reportOf('passed', ['passed', 'flaky'], { passed: 1, flaky: 1 }),
      'Nothing failed twice; 1 of 2 tests passed only on a second try',
    ],
    [
      'healed',
      reportOf('passed_after_healing', ['passed', 'passed_after_healing'], { passed: 1, passedAfterHealing: 1 }),
      'Nothing is broken; 1 of 2 tests passed after healing',
    ],
    [
      'waiting',
      reportOf('waiting', ['waiting', 'waiting'], { waiting: 2 }),
      'Nothing failed; 2 tests wait for your answer',
    ],
    [
      'a regression',
      reportOf('failed', ['regression', 'passed'], { failed: 1, passed: 1 }),
      '1 regression: the app no longer does what it did',
    ],
    [
      'an unreachable app',
      reportOf('failed', ['environment'], { failed: 1 }, { environment: 1 }),
      '1 test could not be judged: the app or its surroundings got in the way',
    ],
    [
      'tests that were not run',
      reportOf('failed', ['not_run', 'not_run'], { failed: 2 }),
      '2 tests could not be judged',
    ],
    ['a cancelled run', reportOf('cancelled', ['not_run'], {}), 'The run was cancelled'],
    ['a broken run', reportOf('error', [], {}), 'The run could not be finished'],
  ])('for %s is told apart', (_name, report, expected) => {
    expect(headline(report)).toBe(expected);
  });

  it('is followed by a sentence that counts each outcome for itself', () => {
    expect(summary(sampleReport())).toBe(
      '8 tests passed as they are; 1 after healing, with every expectation unchanged; 1 waits for a person; 1 passed on a second try; 1 failed or could not be judged. 3 things broken at first sight.',
    );
    expect(summary(sampleReport({ mode: 'first', findings: [], counts: { ...nothing, kept: 1, passed: 1 } }))).toBe(
      '9 tests designed, 1 kept: only what was seen to pass. 1 test passed as it is.',
    );
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_990, '1 min 0 s'],
    [119_700, '2 min 0 s'],
    [3_725_000, '62 min 5 s'],
  ])('of %d ms reads %s', (ms, expected) => {
    expect(duration(ms)).toBe(expected);
  });
});
