import type { ExecutionResult, TestCase } from '@testforge/core';

const functional: readonly TestCase['category'][] = ['functional', 'negative', 'boundary'];

/**
 * The functional tests that passed at once: only what has run green is carried out again. Smoke tests, and those about
 * looks, speed, access and attacks, say by their kind what they watch for.
 */
export function selectToTry(tests: readonly TestCase[], { results }: Pick<ExecutionResult, 'results'>): TestCase[] {
  const green = new Set(results.flatMap(({ key, status }) => (status === 'passed' ? [key] : [])));
  return tests.filter(
    ({ key, category, setup }) => green.has(key) && setup === undefined && functional.includes(category),
  );
}
