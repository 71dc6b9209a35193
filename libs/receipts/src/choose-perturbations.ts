import type { Expectation, Perturbation, Step, TestCase } from '@testforge/core';
import { opens, perturbedStep } from './perturbed-step.js';

/** Tests that something is refused: they are about what does not happen. */
export const isAboutRefusal = ({ category }: Pick<TestCase, 'category'>): boolean =>
  category === 'negative' || category === 'boundary';

const sends = ({ kind }: Step): boolean => kind === 'click' || kind === 'press';

/**
 * What is worth doing to the app while this test looks on, that which it should notice first. Opening a page has no handler,
 * and without any answer it is not a page that is looked at.
 */
export function choosePerturbations(test: TestCase): Perturbation[] {
  const step = test.setup === undefined ? perturbedStep(test) : null;
  if (!step) return [];
  const numbers: Perturbation[] = observesNumbers(test, step) ? ['value'] : [];
  if (opens(step)) return [...numbers, 'error'];
  if (isAboutRefusal(test))
    return [...(sends(step) ? (['lenient'] as const) : []), 'error', ...numbers, 'disable', 'drop'];
  return [...numbers, 'disable', 'error', 'drop'];
}

const ofText: readonly Expectation['matcher'][] = ['toHaveText', 'toContainText', 'toEachContain', 'toBeInOrder'];

function observesNumbers({ steps }: TestCase, perturbed: Step): boolean {
  return steps.slice(steps.indexOf(perturbed) + 1).some((step) => {
    if (step.kind !== 'expect') return false;
    const { matcher, expected, value } = step.expectation;
    return (
      ofText.includes(matcher) && (value !== undefined || matcher === 'toBeInOrder' || /\d/.test(String(expected)))
    );
  });
}
