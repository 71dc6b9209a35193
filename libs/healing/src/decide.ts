import type { Candidate, HealingProposal } from '@testforge/core';
import { rankCandidates } from './candidates.js';
import { confidenceOf } from './confidence.js';
import { agreeingEvidence, type Evidence } from './evidence.js';
import { guards, type Choice, type HealingCase } from './guards.js';

export interface Decision extends Pick<HealingProposal, 'decision' | 'why' | 'confidence' | 'margin' | 'ranking'> {
  /** What identifies the best candidate; empty without one. */
  evidence: Evidence[];
  /** Ids of the guards that applied. */
  guards: string[];
}

const nothing: Decision = {
  decision: 'abstain',
  why: 'nothing on the page could take this step',
  confidence: 0,
  margin: 0,
  ranking: [],
  evidence: [],
  guards: [],
};
const caution = { heal: 0, ask: 1, abstain: 2 } as const;

const byConfidence = (
  confidence: number,
  { automaticFrom, askFrom }: HealingCase['policy'],
): HealingProposal['decision'] => (confidence >= automaticFrom ? 'heal' : confidence >= askFrom ? 'ask' : 'abstain');

/** Ranks what is on the page and decides by policy and guards, without the controls. Pure. */
export function decideOnce(subject: HealingCase): Decision {
  const ranking = rankCandidates(subject);
  const [best, ...rivals] = ranking;
  const found = best && subject.elements[best.index];
  if (!found) return nothing;
  const margin = best.score - Math.max(0, ...rivals.map(({ score }) => score));
  const confidence = confidenceOf(best.score, margin);
  const evidence = agreeingEvidence(subject.lost, found, subject.view);
  const choice: Choice = { case: subject, best: { ...best, fingerprint: found }, evidence, margin, rivals };
  const applying = guards.filter((guard) => guard.applies(choice));
  const unguarded = byConfidence(confidence, subject.policy);
  const limiting = applying.find((guard) => guard.limit === 'abstain') ?? applying[0];
  const decision = limiting && caution[limiting.limit] > caution[unguarded] ? limiting.limit : unguarded;
  const why =
    decision === unguarded && decision !== 'heal'
      ? 'the confidence is below what the policy asks for'
      : (limiting?.why ?? `${evidence.join(', ')} agree`);
  return { decision, why, confidence, margin, ranking, evidence, guards: applying.map((guard) => guard.id) };
}

/** The best candidate's double: the same kind of thing, in another place, saying something else. */
function lookAlikeOf({ fingerprint }: Candidate): HealingCase['elements'][number] {
  const {
    id: _id,
    testId: _testId,
    nameAttr: _nameAttr,
    label: _label,
    neighbourTexts: _near,
    href: _href,
    ...rest
  } = fingerprint;
  const box = fingerprint.box && { ...fingerprint.box, y: fingerprint.box.y + 600 };
  return {
    ...rest,
    name: 'zzz',
    text: 'zzz',
    heading: 'zzz',
    landmark: 'zzz',
    xpath: '/zzz',
    idXpath: '/zzz',
    rolePath: 'zzz',
    box,
    interactive: true,
  };
}

/**
 * Negative controls: with the chosen element gone nothing else may be healed to, and a look-alike elsewhere must not be
 * chosen instead. A choice that fails one rests on too little.
 */
function failedControl(subject: HealingCase, chosen: Candidate): string | null {
  const without = decideOnce({
    ...subject,
    elements: subject.elements.map((element, at) =>
      at === chosen.index ? { ...element, tag: 'gone', role: 'none', interactive: false, visible: false } : element,
    ),
  });
  if (without.decision === 'heal') return 'without it another element would have been chosen as surely';
  const beside = decideOnce({ ...subject, elements: [...subject.elements, lookAlikeOf(chosen)] });
  return beside.ranking[0]?.index === chosen.index ? null : 'a look-alike would have been chosen instead';
}

/** The decision on one lost element: ranking, policy, guards and, before an automatic heal, the controls. Pure. */
export function decide(subject: HealingCase): Decision {
  const decision = decideOnce(subject);
  const best = decision.ranking[0];
  const failed = decision.decision === 'heal' && best ? failedControl(subject, best) : null;
  return failed === null
    ? decision
    : { ...decision, decision: 'ask', why: failed, guards: [...decision.guards, 'control'] };
}
