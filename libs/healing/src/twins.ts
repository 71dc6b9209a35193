import type { Fingerprint } from '@testforge/core';
import type { CandidateSearch, Ranked } from './candidates.js';
import { headsTheSame, meaningsOf, saysTheSame } from './similarity.js';

/** So much lower may a twin's score be than the best one's: more where both say the very same. */
const near = { alike: 0.12, same: 0.3 };
/** Of a long list so many are looked at. */
const lookedAt = 100;

const said = ({ name, text }: Fingerprint): string => name ?? text ?? '';

/** The same kind of thing in the same part of the page: the buttons of two rows, the fields of two addresses. */
const isAlike = ({ fingerprint: a, fit }: Ranked, { fingerprint: b, fit: other }: Ranked): boolean =>
  fit === other && a.tag === b.tag && a.role === b.role && a.type === b.type && a.landmark === b.landmark;

/** How much of what the lost element said a label says, by meaning. */
const keptWords = (lost: Fingerprint, found: Fingerprint): number => {
  const now = meaningsOf(said(found));
  return meaningsOf(said(lost)).filter((meaning) => now.includes(meaning)).length;
};

/** Whether all that speaks for the best one by itself speaks for the other too: its marks, and what it says. */
function isAsLike(lost: Fingerprint, best: Ranked, other: Ranked): boolean {
  if (best.evidence.some((reason) => reason !== 'context' && !other.evidence.includes(reason))) return false;
  if (said(other.fingerprint) === said(best.fingerprint)) return true;
  const kept = keptWords(lost, other.fingerprint);
  return kept > 0 && kept >= keptWords(lost, best.fingerprint);
}

/** Whether a label says a whole text besides its own words, as "Edit Grace Hopper" does in the row of Grace Hopper. */
function holds(label: string, text: string): boolean {
  const [whole, part] = [meaningsOf(label), meaningsOf(text)];
  return part.length > 0 && whole.length > part.length && part.every((meaning) => whole.includes(meaning));
}

/** How many of the worded texts around the lost element stand around a candidate, over it, or in its label. */
function sharedTexts(lost: Fingerprint, found: Fingerprint): number {
  const around = [...(found.neighbourTexts ?? []), found.heading];
  const texts = (lost.neighbourTexts ?? []).filter((text) => /\p{L}/u.test(text));
  const beside = texts.filter((text) => around.some((other) => saysTheSame(text, other)) || holds(said(found), text));
  return beside.length + Number(lost.heading !== undefined && headsTheSame(lost.heading, found.heading));
}

function isTwin(lost: Fingerprint, best: Ranked, other: Ranked): boolean {
  const allowed = said(other.fingerprint) === said(best.fingerprint) ? near.same : near.alike;
  return best.score - other.score <= allowed && isAlike(best, other) && isAsLike(lost, best, other);
}

/** Whether a label says all of a plainer one, and besides what the lost element never said: “Save and add another” beside “Save”. */
function addsTo(plain: Fingerprint, { fingerprint }: Ranked, lost: Fingerprint): boolean {
  const [words, fewer, once] = [said(fingerprint), said(plain), said(lost)].map(meaningsOf) as [
    string[],
    string[],
    string[],
  ];
  const more = words.filter((word) => !fewer.includes(word));
  return fewer.length > 0 && fewer.every((word) => words.includes(word)) && more.some((word) => !once.includes(word));
}

/** The ranking with the plainer one first, where the best says what another says and more: a look-alike was put beside it. */
function preferPlainer(lost: Fingerprint, ranking: Ranked[]): Ranked[] {
  const [best] = ranking;
  if (!best) return ranking;
  const plainer = ranking.find(
    (other) =>
      best.score - other.score <= near.alike &&
      isAlike(best, other) &&
      addsTo(other.fingerprint, best, lost) &&
      best.evidence.every((reason) => reason === 'context' || other.evidence.includes(reason)),
  );
  return plainer ? [plainer, ...ranking.filter((one) => one !== plainer)] : ranking;
}

/**
 * The ranking with the best changed for that of its twins around which most is as it was around the lost element: twins are
 * alike in all else, and where they stand on the page says nothing. The scores stay, so that a person is asked.
 * A value that is checked has no twins: what it says must not help to find it.
 */
export function preferTwin({ lost, view }: Pick<CandidateSearch, 'lost' | 'view'>, ranking: Ranked[]): Ranked[] {
  if (!view.ownTextCounts) return view.ownTextHints ? preferPlainer(lost, ranking) : ranking;
  const [best, ...rest] = ranking;
  if (!best) return ranking;
  let chosen = best;
  let most = sharedTexts(lost, best.fingerprint);
  const nearest = [...rest].sort((a, b) => b.score - a.score).slice(0, lookedAt);
  for (const other of nearest.filter((one) => isTwin(lost, best, one))) {
    const shared = sharedTexts(lost, other.fingerprint);
    if (shared > most) [chosen, most] = [other, shared];
  }
  return preferPlainer(lost, chosen === best ? ranking : [chosen, ...ranking.filter((one) => one !== chosen)]);
}
