import type { HealingProposal } from '@testforge/core';
import { byScore, prepareSearch, rankCandidates, rankKnowing, rankOne, type Ranked } from './candidates.js';
import { confidenceOf, isNamedOnce, isNamedTwice, namedTwice, safeFrom } from './confidence.js';
import type { Evidence } from './evidence.js';
import { guards, isOnlyOne, type Choice, type HealingCase } from './guards.js';
import { offersAlone } from './offers.js';
import { sendsAlone } from './sends-alone.js';

export interface Decision extends Pick<HealingProposal, 'decision' | 'why' | 'confidence' | 'margin'> {
  ranking: Ranked[];
  /** What identifies the best candidate; empty without one. */
  evidence: Evidence[];
  /** Ids of the guards that applied. */
  guards: string[];
  /**
   * Asked, or where it is named not even that, only because too little identifies it: healed all the same where the step's
   * effect is shown (`effect.ts`).
   */
  byEffect: boolean;
  /** Nothing else on the page offers what the step chooses. */
  offersAlone: boolean;
}

const nothing: Decision = {
  decision: 'abstain',
  why: 'nothing on the page could take this step',
  confidence: 0,
  margin: 0,
  ranking: [],
  evidence: [],
  guards: [],
  byEffect: false,
  offersAlone: false,
};
const caution = { heal: 0, ask: 1, abstain: 2 } as const;

const byConfidence = (confidence: number, { policy }: HealingCase, safe: number): HealingProposal['decision'] =>
  confidence >= Math.max(policy.automaticFrom, safe) ? 'heal' : confidence >= policy.askFrom ? 'ask' : 'abstain';

/** From which confidence on a heal to this candidate may be automatic. */
type SafeFrom = (best: Ranked) => number;

/**
 * From this confidence on a heal may rest on its effect besides, and for so much it then counts: an element that is not the
 * lost one, looks this much like it and yet makes what is checked come true, and without which it does not, is rare.
 */
const shownEffect = { from: 0.8, confidence: 0.99 } as const;

/** A check is never healed for what it finds: what it says would then be its own proof. */
const mayRestOnEffect = ({ action, policy, provable }: HealingCase, confidence: number): boolean =>
  action !== 'read' &&
  provable &&
  policy.mode === 'automatic' &&
  policy.automaticFrom <= shownEffect.confidence &&
  confidence >= Math.max(policy.askFrom, shownEffect.from);

/** Too unlike the lost element to ask about, but with something that nothing else on the page has. */
const mayBeTried = (choice: Choice): boolean => isNamedOnce(choice) || isOnlyOne(choice);

/** How far the best is from the next; negative where something of another kind looks more alike. */
const marginOf = (best: Ranked, rivals: readonly Ranked[]): number =>
  best.score - Math.max(0, ...rivals.map(({ score }) => score));

/** Decides on a ranking by policy and guards, without the controls. Pure. */
function decideOn(subject: HealingCase, ranking: Ranked[], safe: SafeFrom): Decision {
  const [best, ...rivals] = ranking;
  if (!best) return nothing;
  const margin = marginOf(best, rivals);
  const choice: Choice = { case: subject, best, margin, rivals };
  const applying = guards.filter((guard) => guard.applies(choice));
  const known = applying.length === 0 && isNamedTwice(choice) ? namedTwice.confidence : 0;
  const confidence = Math.max(confidenceOf(choice), known, sendsAlone(choice) ? subject.policy.askFrom : 0);
  const unguarded = byConfidence(confidence, subject, safe(best));
  const limiting = applying.find((guard) => guard.limit === 'abstain') ?? applying[0];
  const decision = limiting && caution[limiting.limit] > caution[unguarded] ? limiting.limit : unguarded;
  const why =
    decision === unguarded && decision !== 'heal'
      ? 'the confidence is below what the policy asks for'
      : (limiting?.why ?? `${best.evidence.join(', ')} agree`);
  return {
    decision,
    why,
    confidence,
    margin,
    ranking,
    evidence: best.evidence,
    guards: applying.map((guard) => guard.id),
    offersAlone: offersAlone(choice),
    byEffect:
      decision !== 'heal' &&
      mayRestOnEffect(subject, decision === 'abstain' && mayBeTried(choice) ? shownEffect.from : confidence) &&
      applying.every((guard) => guard.yields?.(choice) ?? false),
  };
}

/** The chosen element's doubles: the same kind of thing saying something else beside it, and the same words elsewhere. */
function lookAlikesOf({ fingerprint: found }: Ranked): HealingCase['elements'] {
  const { id: _id, testId: _testId, nameAttr: _nameAttr, label: _label, href: _href, ...rest } = found;
  const box = found.box && { ...found.box, y: found.box.y + 600 };
  const elsewhere = { heading: 'zzz', landmark: 'zzz', xpath: '/zzz', idXpath: '/zzz', rolePath: 'zzz' };
  return [
    { ...rest, name: 'zzz', text: 'zzz', interactive: true },
    { ...rest, ...elsewhere, neighbourTexts: ['zzz'], interactive: true, ...(box ? { box } : {}) },
  ];
}

/**
 * Negative controls: with the chosen element gone nothing else may be healed to, and a look-alike must not be chosen
 * instead. A choice that fails one rests on too little.
 */
function failedControl(subject: HealingCase, { ranking, byEffect }: Decision, safe: SafeFrom): string | null {
  const [chosen, ...rest] = ranking;
  if (!chosen) return null;
  const without = decideOn(subject, [...rest].sort(byScore), safe);
  if (without.decision === 'heal' || (byEffect && without.byEffect))
    return 'without it another element would have been chosen as surely';
  const stronger = lookAlikesOf(chosen).some((double) => {
    const ranked = rankOne(subject, double, subject.elements.length);
    return ranked !== null && byScore(ranked, chosen) < 0;
  });
  return stronger ? 'a look-alike would have been chosen instead' : null;
}

/** Decides on a ranking, and before an automatic heal by the controls too. */
function decideOnRanking(subject: HealingCase, ranking: Ranked[], safe: SafeFrom): Decision {
  const decision = decideOn(subject, ranking, safe);
  const failed = decision.decision === 'heal' || decision.byEffect ? failedControl(subject, decision, safe) : null;
  return failed === null
    ? decision
    : {
        ...decision,
        decision: decision.decision === 'heal' ? 'ask' : decision.decision,
        byEffect: false,
        why: failed,
        guards: [...decision.guards, 'control'],
      };
}

/**
 * What the page as it was tells orders the candidates and asks; healed without a person is only what both found, each by
 * itself: a page compared as a whole can be wrong as a whole.
 */
function agreeing(alone: Decision, knowing: Decision): Decision {
  const isSame = alone.ranking[0]?.index === knowing.ranking[0]?.index;
  const byEffect = isSame && alone.byEffect && knowing.byEffect;
  if (knowing.decision !== 'heal' || (isSame && alone.decision === 'heal')) return { ...knowing, byEffect };
  const why = isSame ? alone.why : 'without the page as it was another would have been found';
  return { ...knowing, decision: 'ask', byEffect, why, guards: [...knowing.guards, 'page.alone'] };
}

/**
 * The decision on one lost element: ranking, policy, guards and, before an automatic heal, the controls. Pure.
 * Nothing is automatic below what the calibration found safe, whatever the policy says.
 */
export function decide(given: HealingCase, safe: SafeFrom = safeFrom): Decision {
  const subject = prepareSearch(given);
  const ranking = rankCandidates(subject);
  const { before: _before, ...itself } = subject;
  const alone = decideOnRanking(itself, ranking, safe);
  return given.before ? agreeing(alone, decideOnRanking(subject, rankKnowing(subject, ranking), safe)) : alone;
}
