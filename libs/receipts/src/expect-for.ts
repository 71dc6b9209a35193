import type { TestCase, TestResult } from '@testforge/core';
import { opens } from './perturbed-step.js';

const leastMs = 1_000;
const timesSlowest = 3;

/**
 * How long perturbed tests wait for what they expect, in milliseconds: short, so that what is noticed costs little, and well
 * beyond the slowest check or entry of the execution that they passed, so that slowness is not taken for notice.
 */
export function expectForMs(
  tests: readonly TestCase[],
  results: readonly TestResult[],
  { actionTimeoutMs }: { actionTimeoutMs: number },
): number {
  const slowest = results.flatMap(({ key, steps }) => {
    // What opens a page, or may lead to one, waits for as long as a page may take in any case.
    const leads = new Set(
      tests
        .filter((test) => test.key === key)
        .flatMap((test) => test.steps.flatMap((step) => (opens(step) || step.kind === 'click' ? [step.title] : []))),
    );
    return steps.flatMap(({ title, durationMs }) => (leads.has(title) ? [] : [durationMs]));
  });
  return Math.min(actionTimeoutMs, Math.round(Math.max(leastMs, timesSlowest * Math.max(0, ...slowest))));
}
