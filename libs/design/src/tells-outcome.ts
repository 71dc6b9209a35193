import { saysTooOften } from '@testforge/browser';
import type { Draft } from './draft.js';
import type { Check } from './observation.js';
import { vocabulary } from './vocabulary.js';

const needed = {
  find: [],
  made: ['made', 'again', 'found'],
  change: ['changed', 'kept'],
  spoil: ['kept'],
  delete: ['gone'],
  extend: ['kept'],
  part: ['gone'],
  lack: ['changed'],
  double: ['changed'],
  act: ['kept'],
  set: ['kept'],
  forgo: ['kept'],
  repeat: ['changed'],
  leave: ['outside', 'returned'],
  history: ['found'],
} as const;
const neededInCart = { change: ['changed', 'kept'], remove: ['gone'] } as const;

/** The app's name stands on every page: only what says that there is nothing tells an error page. */
const saysMissing = ({ step: { expectation } }: Check): boolean =>
  vocabulary.missing.test(
    expectation.foundBy ?? (typeof expectation.expected === 'string' ? expectation.expected : ''),
  );

/** That one tries too often is said of the hour, and not of what was entered. */
const saysRefused = (checks: readonly Check[]): boolean => {
  const said = checks.filter(({ effect, checkpoint }) => effect === 'message' && checkpoint === 'after');
  const words = ({ step: { expectation } }: Check): string => expectation.foundBy ?? String(expectation.expected);
  return said.length > 0 && !said.some((check) => saysTooOften(words(check)));
};
const isReturned = (checks: readonly Check[]): boolean => checks.some(({ checkpoint }) => checkpoint === 'returned');

/** So many parts that most pages do not have, or the start page alone is asked for, no empty page shows. */
const leastParts = 3;

/** Whether the checks say something about what the draft is for. The log-in form stands there before the answer comes, too. */
export function tells({ designer, steps, watch }: Draft, all: readonly Check[], isChain: boolean): boolean {
  // What a page is made of may be there whatever came of the steps.
  const checks = all.filter(({ effect }) => effect !== 'content');
  // An address alone is held by an empty page as well.
  if (designer === 'smoke' || designer === 'navigation')
    return checks.some(({ effect }) => effect !== 'address') || all.length - checks.length >= leastParts;
  if (designer === 'item-view') return checks.some(({ effect }) => effect !== 'address');
  if (designer === 'error-page') return checks.some(saysMissing);
  if (designer === 'log-in-refused')
    return saysRefused(checks) && (watch.thenEnter === undefined || isReturned(checks));
  const wanted: readonly string[] =
    watch.cart !== undefined
      ? neededInCart[watch.cart]
      : watch.record === undefined
        ? []
        : needed[watch.record === 'find' && isChain ? 'made' : watch.record];
  // Of what went away only that it is away tells anything; of all else, that it is there.
  const says = ({ checkpoint, step: { expectation } }: Check): boolean =>
    wanted.includes(checkpoint) && ['gone', 'outside'].includes(checkpoint) === (expectation.matcher === 'toBeHidden');
  if (wanted.length > 0) return checks.some((check) => says(check) && !check.weak);
  // That the next part of a list is like the first says nothing of what made it so.
  return checks.some(({ checkpoint }) => checkpoint !== 'next') || steps.some(({ kind }) => kind === 'expect');
}
