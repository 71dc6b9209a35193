import { contentHash, type Fingerprint, type HealingProposal } from '@testforge/core';
import type { HealingState } from './healing-state.js';
import { unproven } from './unproven.js';

/** What an element is, without what differs from visit to visit: its value, its place, what happens to stand beside it. */
const identityOf = ({ tag, role, name, testId, id, nameAttr, href, landmark, heading }: Fingerprint): object => ({
  ...{ tag, role, name, testId, id, nameAttr, href, landmark, heading },
});

/** Equal for the same lost element in any test. */
export const lostKey = ({ oldLocator, oldFingerprint }: HealingProposal): string =>
  contentHash([oldLocator, identityOf(oldFingerprint)]);
const chosenKey = ({ newLocator }: HealingProposal): string => (newLocator ? contentHash(newLocator) : '');

/** Whether two heals are the same repair: of the same lost element, to the same locator. */
export const isSameDrift = (a: HealingProposal, b: HealingProposal): boolean =>
  lostKey(a) === lostKey(b) && chosenKey(a) === chosenKey(b);

/**
 * One drift, one decision: where tests of a run lost the same element and were each to be healed, but not all to the same,
 * none is healed without a person. What was decided alike stays, and so does what is no heal.
 */
export function agreeOnDrifts(states: readonly HealingState[]): HealingState[] {
  const chosen = new Map<string, Set<string>>();
  for (const heal of states.flatMap(({ heals }) => heals)) {
    const key = lostKey(heal);
    chosen.set(key, (chosen.get(key) ?? new Set()).add(chosenKey(heal)));
  }
  const isDivided = (heal: HealingProposal): boolean => (chosen.get(lostKey(heal))?.size ?? 0) > 1;
  const isOpen = ({ failure }: HealingState): boolean => failure === null || failure.outcome === 'healed';
  return states.map((state) => (isOpen(state) && state.heals.some(isDivided) ? askInstead(state) : state));
}

const why = 'tests of the same run found different elements in its place';

function askInstead(state: HealingState): HealingState {
  const proposals = state.heals.map((heal): HealingProposal => ({ ...heal, decision: 'ask', why }));
  return { ...state, status: 'done', heals: [], failure: { ...unproven(state, [why]), proposals } };
}
