import { perturbationWords, type KillReceipt, type TestCase, type Trial } from '@testforge/core';
import { isAboutRefusal } from './choose-perturbations.js';
import { untriedOf } from './choose-trials.js';

/** Where nothing happens any more, a test that something is refused has nothing to notice. */
const tells = (test: TestCase, { perturbation }: Trial): boolean =>
  !isAboutRefusal(test) || (perturbation !== 'disable' && perturbation !== 'drop');

/** One that was not carried through all that there is for it, or that nothing could be done to, is not judged. */
export function judgeReceipt(test: TestCase, trials: readonly Trial[]): KillReceipt['verdict'] {
  if (trials.some(({ outcome }) => outcome === 'killed')) return 'kills';
  const complete = untriedOf(test, trials).length === 0 && trials.every(({ outcome }) => outcome !== 'untold');
  const lived = trials.some((trial) => trial.outcome === 'survived' && tells(test, trial));
  return complete && lived ? 'kills_nothing' : 'not_judged';
}

/**
 * Why a test is not kept; null where it is. One that something is refused stays though nothing was noticed: that the app
 * refuses it in a second place too is no weakness of the test.
 */
export function reasonToLeaveOut(test: TestCase, { verdict, trials }: KillReceipt): string | null {
  if (verdict !== 'kills_nothing' || test.category !== 'functional') return null;
  const lived = trials.filter(({ outcome }) => outcome === 'survived');
  const words = lived.map(({ perturbation }) => perturbationWords[perturbation]);
  return `it passed as if nothing had happened with ${words.join(', with ')}: it would not notice if the app broke`;
}
