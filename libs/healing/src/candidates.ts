import type { Candidate, Fingerprint, PageSnapshot, Step } from '@testforge/core';
import { isCompatible } from './compatible.js';
import { compareAttributes } from './strategies/attribute.js';
import type { Comparison, View } from './strategies/comparison.js';
import { compareSurroundings } from './strategies/relative.js';
import { compareText } from './strategies/text.js';
import { compareBoxes } from './strategies/visual.js';
import { agreeingEvidence, isSameElement } from './evidence.js';
import { weights, type StrategyName } from './weights.js';

const strategies: Record<StrategyName, (lost: Fingerprint, found: Fingerprint, view: View) => Comparison> = {
  text: compareText,
  attribute: compareAttributes,
  relative: compareSurroundings,
  visual: compareBoxes,
};
const names = Object.keys(strategies) as StrategyName[];

/** Similarity in 0..1 and each strategy's part of it; the parts add up to the score. */
export function scoreCandidate(
  lost: Fingerprint,
  found: Fingerprint,
  view: View,
): Pick<Candidate, 'score' | 'strategies'> {
  let total = 0;
  const gained: Record<string, number> = {};
  for (const name of names) {
    const table: Readonly<Record<string, number>> = weights[name];
    gained[name] = 0;
    for (const [field, similarity] of Object.entries(strategies[name](lost, found, view))) {
      const weight = table[field] ?? 0;
      total += weight;
      gained[name] += weight * similarity;
    }
  }
  const shares = Object.fromEntries(
    Object.entries(gained).map(([name, value]) => [name, total === 0 ? 0 : value / total]),
  );
  return { score: Object.values(shares).reduce((sum, share) => sum + share, 0), strategies: shares };
}

export interface CandidateSearch {
  step: Step;
  lost: Fingerprint;
  elements: PageSnapshot['elements'];
  view: View;
  /** Fingerprints of what other steps use: an element that is one of those is not the lost one. */
  others: readonly Fingerprint[];
}

/** What could be the lost element: first what something identifies, then what only looks alike, each by score. */
export function rankCandidates({ step, lost, elements, view, others }: CandidateSearch): Candidate[] {
  const strangers = others.filter((other) => !isSameElement(other, lost));
  return elements
    .flatMap((found, index) => {
      if (!isCompatible(step, lost, found) || strangers.some((other) => isSameElement(other, found))) return [];
      const identified = agreeingEvidence(lost, found, view).some((reason) => reason !== 'context');
      return [{ identified, candidate: { index, fingerprint: found, ...scoreCandidate(lost, found, view) } }];
    })
    .sort(
      (a, b) =>
        Number(b.identified) - Number(a.identified) ||
        b.candidate.score - a.candidate.score ||
        a.candidate.index - b.candidate.index,
    )
    .map(({ candidate }) => candidate);
}
