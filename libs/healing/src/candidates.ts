import type { Candidate, Fingerprint, PageSnapshot } from '@testforge/core';
import { fitOf, type Action, type Fit } from './compatible.js';
import { agreeingEvidence, isSameElement, type Evidence } from './evidence.js';
import type { Offers } from './offers.js';
import { comparePages, type Compared } from './page-before.js';
import { rarityOn } from './rarity.js';
import { lookAgain } from './second-look.js';
import { compareAttributes } from './strategies/attribute.js';
import type { Comparison, View } from './strategies/comparison.js';
import { compareHints, type LocatorHints } from './strategies/locator.js';
import { compareSurroundings } from './strategies/relative.js';
import { compareText } from './strategies/text.js';
import { compareLooks } from './strategies/visual.js';
import { preferTwin } from './twins.js';
import { weights, type StrategyName } from './weights.js';

type Found = PageSnapshot['elements'][number];

export interface CandidateSearch {
  action: Action;
  lost: Fingerprint;
  elements: readonly Found[];
  view: View;
  /** Fingerprints of what other steps use: an element that is one of those is not the lost one. */
  others: readonly Fingerprint[];
  /** The page's elements when the test was made, the lost one among them, where that is known. */
  before?: readonly Fingerprint[];
  /** Where a field of the page offers what the step chooses, one that offers only others is not the lost one. */
  offers?: Offers | null;
  /** The only button that sends what the test has filled in, where one is looked for. */
  sender?: number | null;
  /** Set by `prepareSearch`: what came of the page as it was. */
  compared?: Compared<Found>;
  /** Set by `prepareSearch`: the lost element without what says nothing on this page. */
  speaking?: Fingerprint;
  /** Set where no fingerprint was stored: what the failed locator says is all there is. */
  hints?: LocatorHints;
}

/** A candidate with all that the decision looks at. */
export interface Ranked extends Candidate {
  fingerprint: Found;
  fit: Exclude<Fit, 'no'>;
  evidence: Evidence[];
  /** How near it is at a second look, which only puts candidates in order. */
  order: number;
}

const strategies: Record<StrategyName, (search: CandidateSearch, found: Found) => Comparison> = {
  text: ({ lost, view }, found) => compareText(lost, found, view),
  attribute: ({ lost, speaking = lost }, found) => compareAttributes(speaking, found, lost.href),
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

/**
 * The search with what is the same for all candidates. An address that many links of the page lead to (a menu, the page
 * itself) identifies none of them.
 */
export function prepareSearch<T extends CandidateSearch>(search: T): T {
  const { href, ...rest } = search.lost;
  const sharing = href === undefined ? 0 : search.elements.filter((one) => one.href === href).length;
  const { lost, before, elements } = search;
  return {
    ...search,
    speaking: sharing >= sharedFrom ? rest : lost,
    ...(before ? { compared: comparePages(lost, before, elements) } : {}),
  };
}

/** At the first look alone: behind whatever is looked at again. */
function scoreOne(search: CandidateSearch, found: Found, index: number): Ranked | null {
  // What a locator says of the tag is a hint; what a fingerprint says is known.
  const fit = fitOf(search.action, search.hints ? { tag: '' } : search.lost, found);
  if (fit === 'no') return null;
  const evidence = agreeingEvidence(search.speaking ?? search.lost, found, search.view);
  const compared = compareAll(search, found);
  const scored = scoreOf(compared);
  return { index, fingerprint: found, fit, evidence, order: scored.score - 1, ...scored };
}

/** So many of the best by score are looked at again. */
const lookedAtAgain = 100;

const withSecondLook = (search: CandidateSearch, ranked: Ranked): Ranked => {
  const { lost, view, elements, hints } = search;
  if (hints) return { ...ranked, order: ranked.score };
  const compared = compareAll(search, ranked.fingerprint);
  return { ...ranked, order: lookAgain(lost, ranked.fingerprint, compared, view, rarityOn(elements)) };
};

/** One element as a candidate, at both looks; null where it could not take the step. */
export function rankOne(search: CandidateSearch, found: Found, index: number): Ranked | null {
  const ranked = scoreOne(search, found, index);
  return ranked && withSecondLook(search, ranked);
}

/** The better first: what fits before what only might, then by score, then in the order of the page. */
export const byScore = (a: Ranked, b: Ranked): number =>
  Number(b.fit === 'fits') - Number(a.fit === 'fits') || b.score - a.score || a.index - b.index;

/** The same by the second look. */
const byOrder = (a: Ranked, b: Ranked): number =>
  Number(b.fit === 'fits') - Number(a.fit === 'fits') || b.order - a.order || b.score - a.score || a.index - b.index;

/** So many of the best are asked whether they are not rather another old element's new form. */
const askedBack = 3;
/** Where more than so many old elements are missing the page was made anew, and none of them claims anything. */
const mostMissing = 300;
/** So many of the missing, those that a candidate is most like, may claim it. */
const claimants = 3;
/** By so much another old element must be more like a candidate than the lost one is. */
const nearer = 0.05;

const letters = ({ text, name }: Fingerprint): string => (text || name || '').replace(/\s+/g, '');

/** What held the lost element and said just the same: where a wrapper is taken away, what is left of it is what was in it. */
const isWrapperOf = (old: Fingerprint, { lost }: CandidateSearch): boolean =>
  letters(old) !== '' && letters(old) === letters(lost) && (lost.xpath?.startsWith(`${old.xpath}/`) ?? false);

/**
 * Whether a candidate is rather the new form of another missing element: that one's best, more like it than like the lost,
 * and both together find more of themselves so than the other way round.
 */
function isClaimed(search: CandidateSearch, candidate: Ranked, all: readonly Ranked[]): boolean {
  const others = all.filter(({ index }) => index !== candidate.index);
  const left = Math.max(0, ...others.map(({ score }) => score));
  const claims = (search.compared?.missing ?? []).flatMap((old) => {
    if (isWrapperOf(old, search)) return [];
    const asOld = { ...search, lost: old, speaking: old };
    const own = scoreOne(asOld, candidate.fingerprint, candidate.index);
    return own?.fit === 'fits' && own.score >= candidate.score + nearer ? [{ asOld, score: own.score }] : [];
  });
  return claims
    .sort((a, b) => b.score - a.score)
    .slice(0, claimants)
    .some(({ asOld, score }) => {
      const most = Math.min(score, score + left - candidate.score);
      return !others.some(({ fingerprint, index }) => (scoreOne(asOld, fingerprint, index)?.score ?? 0) > most);
    });
}

/** The ranking with those behind the rest that are another old element's: each old one became at most one new one. */
function withoutClaimed(search: CandidateSearch, ranking: readonly Ranked[]): Ranked[] {
  const missing = search.compared?.missing.length ?? 0;
  if (missing === 0 || missing > mostMissing) return [...ranking];
  const claimed = new Set(ranking.slice(0, askedBack).filter((one) => isClaimed(search, one, ranking)));
  return [...ranking.filter((one) => !claimed.has(one)), ...claimed];
}

const naming: readonly Evidence[] = ['testId', 'id', 'nameAttr', 'text'];

/** The only button that sends what was filled in comes before what nothing names: “Remove patient” is not what “Save patient” was. */
function preferSender({ sender }: CandidateSearch, ranking: Ranked[]): Ranked[] {
  const found = ranking.find(({ index, fit }) => index === sender && fit === 'fits');
  if (!found || ranking[0]?.evidence.some((reason) => naming.includes(reason))) return ranking;
  return [found, ...ranking.filter((one) => one !== found)];
}

/** What could be the lost element by what it is itself, the best first. */
export function rankCandidates(search: CandidateSearch): Ranked[] {
  const { lost, elements, others, offers } = search;
  const strangers = others.filter((other) => !isSameElement(other, lost));
  const scored = elements
    .flatMap((found, index) => {
      const ranked = offers?.lacking.has(index) ? null : scoreOne(search, found, index);
      return ranked && !strangers.some((other) => isSameElement(other, found)) ? [ranked] : [];
    })
    .sort(byScore);
  const best = scored.slice(0, lookedAtAgain).map((ranked) => withSecondLook(search, ranked));
  return preferSender(search, preferTwin(search, [...best.sort(byOrder), ...scored.slice(lookedAtAgain)]));
}

/** The same with what the page as it was tells: what is still there as it was is none, what another became comes last. */
export function rankKnowing(search: CandidateSearch, ranking: readonly Ranked[]): Ranked[] {
  const { compared } = search;
  const open = ranking.filter(({ fingerprint }) => !compared?.kept.has(fingerprint));
  return preferSender(search, withoutClaimed(search, preferTwin(search, open.sort(byOrder))));
}
