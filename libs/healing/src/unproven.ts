import type { HealingProposal, JudgedFailure, Question } from '@testforge/core';
import { askAboutHeal } from './ask-question.js';
import type { HealingState } from './healing-state.js';

/** Asked is about the heal that is in doubt, or else about the last one. */
function questionOf(heals: readonly HealingProposal[]): { question?: Question } {
  const asked = heals.find(({ decision }) => decision === 'ask') ?? heals.at(-1);
  return asked ? { question: askAboutHeal(asked) } : {};
}

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
    ...questionOf(heals),
    proven: false,
    expectationHashBefore: hash,
    expectationHashAfter: hash,
  };
}
