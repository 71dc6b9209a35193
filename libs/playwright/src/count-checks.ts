import type { TestInfo } from '@playwright/test';

/** Playwright's own record of a step, as far as it is looked at; undocumented, so that each part may be missing. */
interface StepRecord {
  category?: string;
  endWallTime?: number;
  error?: unknown;
  steps?: StepRecord[];
}

const heldIn = (steps: readonly StepRecord[]): number =>
  steps.reduce(
    (sum, { category, endWallTime, error, steps: inner = [] }) =>
      sum + Number(category === 'expect' && endWallTime !== undefined && error === undefined) + heldIn(inner),
    0,
  );

const isOpenIn = (steps: readonly StepRecord[]): boolean =>
  steps.some(
    ({ category, endWallTime, steps: inner = [] }) =>
      (category === 'expect' && endWallTime === undefined) || isOpenIn(inner),
  );

const stepsOf = (testInfo: TestInfo): StepRecord[] => {
  const { _steps: steps } = testInfo as unknown as { _steps?: unknown };
  return Array.isArray(steps) ? (steps as StepRecord[]) : [];
};

/** Whether an expectation is being tried: what `toPass` and `poll` carry out, they carry out again, and may miss at first. */
export const isChecking = (testInfo: TestInfo): boolean => isOpenIn(stepsOf(testInfo));

/**
 * How many expectations of the test have held so far. 0 where Playwright does not tell: what nothing is known to check is
 * never healed unasked.
 */
export const countChecks = (testInfo: TestInfo): number => heldIn(stepsOf(testInfo));
