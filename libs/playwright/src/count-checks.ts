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

/**
 * How many expectations of the test have held so far. 0 where Playwright does not tell: what nothing is known to check is
 * never healed unasked.
 */
export function countChecks(testInfo: TestInfo): number {
  const { _steps: steps } = testInfo as unknown as { _steps?: unknown };
  return Array.isArray(steps) ? heldIn(steps as StepRecord[]) : 0;
}
