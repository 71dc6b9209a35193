import type { Perturbation, TestCase, Trial } from '@testforge/core';
import { choosePerturbations } from './choose-perturbations.js';

/** One perturbation of one test. */
export interface Variant {
  test: TestCase;
  perturbation: Perturbation;
}

/** What a receipt tells of a test that noticed the first thing already, where there is time for it and it costs the app nothing. */
const trialsAtLeast = 2;

export const nextOf = (test: TestCase, trials: readonly Trial[]): Perturbation | undefined =>
  choosePerturbations(test).find((wanted) => trials.every(({ perturbation }) => perturbation !== wanted));

const isShown = (trials: readonly Trial[]): boolean => trials.some(({ byExpectation }) => byExpectation === true);

/**
 * What is tried next, one perturbation a test: first of those that no expectation has failed of yet, until one has or
 * nothing is left to try; then one more of the others. Nothing when all is told.
 */
export function chooseTrials(tests: readonly TestCase[], trialsOf: (testKey: string) => readonly Trial[]): Variant[] {
  const open = tests.flatMap((test) => {
    const trials = trialsOf(test.key);
    const perturbation = nextOf(test, trials);
    return perturbation ? [{ test, perturbation, trials }] : [];
  });
  const unshown = open.filter(({ trials }) => !isShown(trials));
  const chosen =
    unshown.length > 0
      ? unshown
      : open.filter(({ test, trials }) => trials.length < trialsAtLeast && !test.tags.includes('writes'));
  return chosen.map(({ test, perturbation }) => ({ test, perturbation }));
}
