import type { Candidate, Fingerprint, PageSnapshot } from '@testforge/core';
import { fitOf, type Action, type Fit } from './compatible.js';
import { agreeingEvidence, isSameElement, type Evidence } from './evidence.js';
import { compareAttributes } from './strategies/attribute.js';
import type { Comparison, View } from './strategies/comparison.js';
import { compareHints, type LocatorHints } from './strategies/locator.js';
import { compareSurroundings } from './strategies/relative.js';
import { compareText } from './strategies/text.js';
import { compareLooks } from './strategies/visual.js';
import { weights, type StrategyName } from './weights.js';

type Found = PageSnapshot['elements'][number];

export interface CandidateSearch {
  action: Action;
  lost: Fingerprint;
  elements: readonly Found[];
  view: View;
  /** Fingerprints of what other steps use: an element that is one of those is not the lost one. */
  others: readonly Fingerprint[];
  /** Set where no fingerprint was stored: what the failed locator says is all there is. */
  hints?: LocatorHints;
}

/** A candidate with all that the decision looks at. */
export interface Ranked extends Candidate {
  fingerprint: Found;
  fit: Exclude<Fit, 'no'>;
  evidence: Evidence[];
}

const strategies: Record<StrategyName, (search: CandidateSearch, found: Found) => Comparison> = {
  text: ({ lost, view }, found) => compareText(lost, found, view),
  attribute: ({ lost }, found) => compareAttributes(lost, found),
  relative: ({ lost }, found) => compareSurroundings(lost, found),
  visual: ({ lost }, found) => compareLooks(lost, found),
  locator: ({ hints }, found) => (hints ? compareHints(hints, found) : {}),
};
const names = Object.keys(strategies) as StrategyName[];

/** Every comparison of a candidate, by strategy. */
export const compareAll = (search: CandidateSearch, found: Found): Record<StrategyName, Comparison> =>
  Object.fromEntries(names.map((name) => [name, strategies[name](search, found)])) as Record<StrategyName, Comparison>;

/** Similarity in 0..1 and each strategy's part of it; the parts add up to the score. */
export function scoreOf(
  compared: Record<StrategyName, Comparison>,
  table: Readonly<Record<StrategyName, Readonly<Record<string, number>>>> = weights,
): Pick<Candidate, 'score' | 'strategies'> {
  let total = 0;
  const gained: Record<string, number> = {};
  for (const name of names) {
    let share = 0;
    let used = false;
    for (const field in compared[name]) {
      const weight = table[name][field] ?? 0;
      total += weight;
      share += weight * (compared[name][field] ?? 0);
      used = true;
    }
    if (used) gained[name] = share;
  }
  const strategiesOf: Record<string, number> = {};
  let score = 0;
  for (const name in gained) {
    strategiesOf[name] = total === 0 ? 0 : (gained[name] ?? 0) / total;
    score += strategiesOf[name];
  }
  return { score, strategies: strategiesOf };
}

const sharedFrom = 3;

/** An address that many links of a page lead to (a menu, the page itself) identifies none of them. */
const isCommonHref = ({ lost, elements }: CandidateSearch): boolean =>
  lost.href !== undefined && elements.filter(({ href }) => href === lost.href).length >= sharedFrom;

export function rankOne(search: CandidateSearch, found: Found, index: number, common = false): Ranked | null {
  // What a locator says of the tag is a hint; what a fingerprint says is known.
  const fit = fitOf(search.action, search.hints ? { tag: '' } : search.lost, found);
  if (fit === 'no') return null;
  const evidence = agreeingEvidence(search.lost, found, search.view).filter((reason) => !(common && reason === 'href'));
  return { index, fingerprint: found, fit, evidence, ...scoreOf(compareAll(search, found)) };
}

/** The better first: what fits before what only might, then by score, then in the order of the page. */
export const byScore = (a: Ranked, b: Ranked): number =>
  Number(b.fit === 'fits') - Number(a.fit === 'fits') || b.score - a.score || a.index - b.index;

/** What could be the lost element, the best first. */
export function rankCandidates(search: CandidateSearch): Ranked[] {
  const { lost, elements, others } = search;
  const common = isCommonHref(search);
  const strangers = others.filter((other) => !isSameElement(other, lost));
  return elements
    .flatMap((found, index) => {
      const ranked = rankOne(search, found, index, common);
      return ranked && !strangers.some((other) => isSameElement(other, found)) ? [ranked] : [];
    })
    .sort(byScore);
}
