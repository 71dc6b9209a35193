import type { Perturbation, TestCase, Trial } from '@testforge/core';
import { choosePerturbations } from './choose-perturbations.js';

/** One perturbation of one test. */
export interface Variant {
  test: TestCase;
  perturbation: Perturbation;
}

/** What a receipt tells of a test that noticed the first thing already, where that costs the app nothing. */
const trialsAtLeast = 2;

export const untriedOf = (test: TestCase, trials: readonly Trial[]): Perturbation[] =>
  choosePerturbations(test).filter((wanted) => trials.every(({ perturbation }) => perturbation !== wanted));

const isShown = (trials: readonly Trial[]): boolean => trials.some(({ byExpectation }) => byExpectation === true);

/**
 * What is tried next, in one execution: of each test what fits it best; then all the rest of those that no expectation has
 * failed of; then, where there is time left, one more of the others. An execution costs the start of its browsers, so
 * there are no more than these three unless one broke off. Nothing when all is told.
 */
export function chooseTrials(tests: readonly TestCase[], trialsOf: (testKey: string) => readonly Trial[]): Variant[] {
  const open = tests.map((test) => ({ test, trials: trialsOf(test.key) }));
  const unshown = take(open, ({ trials }) => (isShown(trials) ? 0 : trials.length === 0 ? 1 : Infinity));
  if (unshown.length > 0) return unshown;
  // Each trial of a test that writes may leave something behind in the app.
  return take(open, ({ test, trials }) =>
    test.tags.includes('writes') ? 0 : Math.max(0, trialsAtLeast - trials.length),
  );
}

type Open = { test: TestCase; trials: readonly Trial[] };

const take = (open: readonly Open[], howMany: (each: Open) => number): Variant[] =>
  open.flatMap((each) =>
    untriedOf(each.test, each.trials)
      .slice(0, howMany(each))
      .map((perturbation) => ({ test: each.test, perturbation })),
  );
