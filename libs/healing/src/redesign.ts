import { contentHash, type FailureSnapshot, type Fingerprint } from '@testforge/core';
import { countInSnapshot } from '@testforge/browser';
import { failingStep, type FailureInput, type Redesign } from './facts.js';
import { hasTarget, type TargetedStep } from './subject.js';

/** From so many tests and targets on, and with such a share of them lost, a page may have been made anew. */
const fewestTests = 3;
const fewestTargets = 6;
const lostShare = 0.8;
/** It was, where nothing took the place of so many of them; a page on which everything has new words has only drifted. */
const goneShare = 0.5;

/** Whether something on the page at the failure is likely to be what the step looks for. */
export type HasHeir<I> = (input: I, step: TargetedStep) => boolean;

const placeOf = ({ url }: FailureSnapshot): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** What a test still wanted of the page it failed on: from the failing step up to the next that may leave the page. */
function wantedOf(input: FailureInput): TargetedStep[] {
  const failing = failingStep(input.test, input.result);
  const rest = failing ? input.test.steps.slice(input.test.steps.indexOf(failing)) : [];
  const leaves = rest.findIndex(({ kind }) => kind === 'click' || kind === 'goto' || kind === 'back');
  return rest.slice(0, leaves < 0 ? undefined : leaves + 1).filter(hasTarget);
}

const keyOf = (fingerprint: Fingerprint): string => contentHash(fingerprint);

/** Whether elements that the failed tests use on one page are still found, and for those that are not, who looks for them. */
function lookForKnown<I extends FailureInput>(inputs: readonly I[]) {
  const known = new Map<string, { isThere: boolean; input: I; step: TargetedStep }>();
  for (const input of inputs) {
    const page = input.snapshot?.page;
    if (!page) continue;
    for (const step of wantedOf(input)) {
      const isThere = countInSnapshot(step.target.locator, page).length > 0;
      const key = keyOf(step.target.fingerprint);
      known.set(key, { isThere: (known.get(key)?.isThere ?? false) || isThere, input, step });
    }
  }
  return [...known.values()];
}

function judgePage<I extends FailureInput>(failed: readonly I[], hasHeir: HasHeir<I>): Redesign | null {
  if (failed.length < fewestTests) return null;
  const known = lookForKnown(failed);
  const lost = known.filter(({ isThere }) => !isThere);
  if (lost.length < fewestTargets || lost.length / known.length < lostShare) return null;
  const gone = lost.filter(({ input, step }) => !hasHeir(input, step));
  return gone.length / lost.length >= goneShare ? { lost: lost.length, known: known.length } : null;
}

/**
 * For each failure of a run whether its page was made anew: most of what many tests use on it is lost, and nothing took its
 * place. Such a page is for a person, not for a hundred guesses. Null where it was not.
 */
export function findRedesigns<I extends FailureInput>(inputs: readonly I[], hasHeir: HasHeir<I>): (Redesign | null)[] {
  const byPlace = new Map<string, I[]>();
  for (const input of inputs)
    if (input.snapshot) {
      const place = placeOf(input.snapshot);
      byPlace.set(place, [...(byPlace.get(place) ?? []), input]);
    }
  const redesigns = new Map([...byPlace].map(([place, failed]) => [place, judgePage(failed, hasHeir)]));
  return inputs.map(({ snapshot }) => (snapshot ? (redesigns.get(placeOf(snapshot)) ?? null) : null));
}
