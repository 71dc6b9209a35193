import { contentHash, type FailureSnapshot, type Fingerprint } from '@testforge/core';
import { countInSnapshot } from '@testforge/browser';
import { failingStep, type FailureInput, type Redesign } from './facts.js';
import { hasTarget, type TargetedStep } from './subject.js';

/** From so many tests and targets on, and with such a share of them gone, a page was not drifted but made anew. */
const fewestTests = 3;
const fewestTargets = 6;
const lostShare = 0.8;

const placeOf = ({ url }: FailureSnapshot): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** What a test still wanted of the page it failed on: from the failing step up to the next that may leave the page. */
function wantedOf(input: FailureInput): TargetedStep[] {
  const failing = failingStep(input.test, input.result);
  const rest = failing ? input.test.steps.slice(input.test.steps.indexOf(failing)) : [];
  const leaves = rest.findIndex(({ kind }) => kind === 'click' || kind === 'goto' || kind === 'back');
  return rest.slice(0, leaves < 0 ? undefined : leaves + 1).filter(hasTarget);
}

const keyOf = (fingerprint: Fingerprint): string => contentHash(fingerprint);

/** How many of the elements that the failed tests use on one page are gone from it. */
function countLost(inputs: readonly FailureInput[]): Redesign {
  const known = new Map<string, boolean>();
  for (const input of inputs) {
    const page = input.snapshot?.page;
    if (!page) continue;
    for (const { target } of wantedOf(input)) {
      const isThere = countInSnapshot(target.locator, page).length > 0;
      const key = keyOf(target.fingerprint);
      known.set(key, (known.get(key) ?? false) || isThere);
    }
  }
  return { known: known.size, lost: [...known.values()].filter((isThere) => !isThere).length };
}

/**
 * For each failure of a run whether its page was made anew: most of what many tests use on it is gone. Such a page is for
 * a person, not for a hundred guesses. Null where it was not.
 */
export function findRedesigns(inputs: readonly FailureInput[]): (Redesign | null)[] {
  const byPlace = new Map<string, FailureInput[]>();
  for (const input of inputs)
    if (input.snapshot) {
      const place = placeOf(input.snapshot);
      byPlace.set(place, [...(byPlace.get(place) ?? []), input]);
    }
  const redesigns = new Map(
    [...byPlace].map(([place, failed]) => {
      const counted = countLost(failed);
      const enough = failed.length >= fewestTests && counted.lost >= fewestTargets;
      return [place, enough && counted.lost / counted.known >= lostShare ? counted : null];
    }),
  );
  return inputs.map(({ snapshot }) => (snapshot ? (redesigns.get(placeOf(snapshot)) ?? null) : null));
}
