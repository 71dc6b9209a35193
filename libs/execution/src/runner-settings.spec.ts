import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { runnerSettings, titlePattern, type ExecutionLimits } from './runner-settings.js';

// The first of many arbitrary texts costs seconds on a machine that is busy.
vi.setConfig({ testTimeout: 30_000 });

const limits = { actionTimeoutMs: 5_000, pageTimeoutMs: 15_000, retries: 0, workers: 4, executionMs: 1 };
const situation = {
  video: false,
  evidence: true,
  conditions: null,
  interaction: 'write',
  only: null,
  setups: [],
  roles: [],
} as const;

test('tests that each log in for themselves run one after another', () => {
  const workersOf = (setup?: 'shared' | 'worker' | 'each') =>
    runnerSettings(limits, {
      ...situation,
      setups: setup
        ? [{ key: 'log-in', title: 'log in', file: 'tests/log-in.setup.ts', expectationHash: '', setup }]
        : [],
    }).workers;
  expect([workersOf(), workersOf('shared'), workersOf('worker'), workersOf('each')]).toEqual([4, 4, 4, 1]);
});

test('the browser is not told what any of the log-ins goes by', () => {
  const { secretVariables } = runnerSettings(limits, { ...situation, roles: ['shop-clerk'] });
  expect(secretVariables).toEqual(expect.arrayContaining(['TESTFORGE_PASSWORD', 'TESTFORGE_PASSWORD_SHOP_CLERK']));
});

test('a check waits as long as an action, unless it is told otherwise, and in another try three times as long', () => {
  const waitsOf = (more: Partial<ExecutionLimits> = {}) => {
    const settings = runnerSettings({ ...limits, ...more }, situation);
    return [settings.checkTimeoutMs, settings.laterCheckTimeoutMs];
  };
  expect([waitsOf(), waitsOf({ checkTimeoutMs: 9_000 }), waitsOf({ pageTimeoutMs: 60_000 })]).toEqual([
    [5_000, 15_000],
    [9_000, 15_000],
    [5_000, 15_000],
  ]);
});

const told = (file: string, title: string): string => ` ${file} ${title} @smoke @P0`;

test('a pattern matches its own test, whatever its title holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const pattern = new RegExp(titlePattern({ file: 'tests/cart.spec.ts', title }), 'su');
      expect(pattern.test(told('cart.spec.ts', title))).toBe(true);
    }),
  );
});

test('a pattern does not match another file, a longer title or a shorter one', () => {
  const pattern = new RegExp(titlePattern({ file: 'tests/cart.spec.ts', title: 'The cart adds up' }), 'su');
  expect(
    [
      told('chart.spec.ts', 'The cart adds up'),
      told('cart.spec.ts', 'The cart adds up (2)'),
      told('cart.spec.ts', 'The cart'),
    ].some((text) => pattern.test(text)),
  ).toBe(false);
});
