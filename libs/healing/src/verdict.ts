import type { HealingOutcome, HealingProposal, JudgedFailure, Verdict } from '@testforge/core';
import type { Facts } from './facts.js';
import { rules } from './rules.js';
import type { Trial } from './effect.js';

/** One line of the verdict table. */
export interface Rule {
  id: string;
  when(facts: Facts): boolean;
  verdict: Verdict;
  confidence: number;
  /** `by_decision`: whatever the healing decision says. Every other outcome closes the door to healing. */
  outcome: HealingOutcome | 'by_decision';
  waitingFor?: NonNullable<JudgedFailure['waitingFor']>;
  evidence(facts: Facts): string[];
}

export interface Judgement extends Pick<Rule, 'verdict' | 'confidence' | 'outcome' | 'waitingFor'> {
  rule: string;
  evidence: string[];
}

/** One judged failure of one test, before anything is decided about the test as a whole. */
export interface StepJudgement extends Judgement {
  proposal: HealingProposal | null;
  /** Set where the proposal would be healed if these runs show its effect. */
  trials?: Trial[];
}

/** Applies the table. Pure. */
export function judgeFacts(facts: Facts): Judgement {
  const rule = rules.find((candidate) => candidate.when(facts));
  if (!rule) throw new TypeError('the verdict table has no last rule');
  const { id, verdict, confidence, outcome, waitingFor, evidence } = rule;
  return { rule: id, verdict, confidence, outcome, ...(waitingFor ? { waitingFor } : {}), evidence: evidence(facts) };
}
