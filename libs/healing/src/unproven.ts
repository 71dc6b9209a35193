import type { JudgedFailure } from '@testforge/core';
import type { HealingState } from './healing-state.js';

/** A failure whose heals nothing has proven: a person decides. */
export function unproven({ testKey, heals, first }: HealingState, evidence: readonly string[]): JudgedFailure {
  const { expectationHash: hash, ...told } = first;
  return {
    testKey,
    ...told,
    evidence: [...first.evidence, ...evidence],
    outcome: 'waiting',
    waitingFor: 'approval',
    proposals: heals,
    proven: false,
    expectationHashBefore: hash,
    expectationHashAfter: hash,
  };
}
