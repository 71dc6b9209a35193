import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './exit-code.js';

const tests = {
  designed: 1,
  kept: 1,
  functional: 0,
  passed: 1,
  passedAfterHealing: 0,
  waiting: 0,
  failed: 0,
  flaky: 0,
};

describe('the exit code', () => {
  it.each([
    ['passed', 0],
    ['passed_after_healing', 0],
    ['failed', 1],
    ['error', 3],
    ['cancelled', 3],
    ['waiting', 4],
  ] as const)('of a run that ended %s is %i', (status, code) => {
    expect(exitCodeOf({ status, tests })).toBe(code);
  });

  it('lets waiting pass and healed fail where that is asked for', () => {
    expect(exitCodeOf({ status: 'waiting', tests }, { allowWaiting: true })).toBe(0);
    expect(
      exitCodeOf(
        { status: 'passed_after_healing', tests: { ...tests, passedAfterHealing: 1 } },
        { failOnHealed: true },
      ),
    ).toBe(1);
  });

  it('lets flaky fail where that is asked for, but not for what a person muted or put in quarantine', () => {
    const flaky = { status: 'passed', tests: { ...tests, flaky: 2 } } as const;
    expect(exitCodeOf(flaky)).toBe(0);
    expect(exitCodeOf(flaky, { failOnFlaky: true })).toBe(1);
    expect(exitCodeOf({ ...flaky, flakyThatDecide: 1 }, { failOnFlaky: true })).toBe(1);
    expect(exitCodeOf({ ...flaky, flakyThatDecide: 0 }, { failOnFlaky: true })).toBe(0);
    expect(exitCodeOf({ status: 'waiting', tests: flaky.tests }, { failOnFlaky: true })).toBe(1);
  });
});
