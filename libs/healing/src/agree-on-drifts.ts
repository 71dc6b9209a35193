import type { HealingProposal } from '@testforge/core';
import type { HealingState } from './healing-state.js';
import { chosenKey, lostKey } from './same-drift.js';
import { unproven } from './unproven.js';

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
