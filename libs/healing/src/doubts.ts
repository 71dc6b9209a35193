import type { Fingerprint, PageElement } from '@testforge/core';
import type { Ranked } from './candidates.js';
import { ownText, sharedSurroundings, type Evidence } from './evidence.js';
import type { Choice } from './guards.js';
import { ownNames } from './names.js';
import { headsTheSame, identifierSimilarity, labelSimilarity, saysTheSame } from './similarity.js';

export const identifies = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.filter((reason) => reason !== 'context');
export const isValue = ({ case: { view } }: Choice): boolean => !view.ownTextCounts;

export const sharesAllEvidence = ({ best: { evidence } }: Choice, rival: Ranked): boolean =>
  identifies(evidence).length > 0 && evidence.every((reason) => rival.evidence.includes(reason));

/**
 * Another element carries a mark of the lost one that the best does not: the marks have been dealt out, or swapped. A value
 * that is checked identifies nothing, but where another element shows it and this one does not, something is wrong.
 */
export function hasOtherMark({ case: { lost, view }, best }: Choice, rival: Ranked): boolean {
  if (identifies(rival.evidence).some((reason) => !best.evidence.includes(reason))) return true;
  const shows = ({ fingerprint }: Ranked): boolean => saysTheSame(ownText(lost), ownText(fingerprint));
  return !view.ownTextCounts && shows(rival) && !shows(best);
}

/** It says now what stood beside it before, or what another of its kind said: the two have changed places, or labels. */
export function saysWhatStoodBeside({ case: { lost, before = [] }, best: { fingerprint } }: Choice): boolean {
  const [said, says] = [ownText(lost), ownText(fingerprint)];
  if (saysTheSame(said, says)) return false;
  const others = before.filter((other) => other.tag === lost.tag && other.role === lost.role).map(ownText);
  return [...(lost.neighbourTexts ?? []), ...others].some((text) => saysTheSame(text, says));
}

/** Buttons of one group have one name, and are told apart by their value. */
const sharesByNature = ({ type }: Fingerprint): boolean => type === 'radio' || type === 'checkbox';

/**
 * A name that agrees is another element's too, as on a page that shows the same thing several times: it names neither, and
 * what else agrees may have been its twin's.
 */
export function sharesItsNames({ case: { elements }, best: { evidence, fingerprint: found } }: Choice): boolean {
  const names = (['testId', 'id', 'nameAttr'] as const).filter(
    (field) => evidence.includes(field) && !(field === 'nameAttr' && sharesByNature(found)),
  );
  return names.some((field) => elements.some((other) => other !== found && other[field] === found[field]));
}

/** Nothing that people read was ever said by it: its twin on another part of the page would have the same names. */
export const saidNothing = ({ case: { lost, view } }: Choice): boolean => view.ownTextCounts && !ownText(lost);

/** Whether it is a text and no control: such a thing has only its words, which may stand anywhere. */
export const isPlainText = ({ best: { evidence, fingerprint } }: Choice): boolean =>
  fingerprint.interactive !== true &&
  !fingerprint.href &&
  !/^(a|button|input|select|textarea|summary)$/.test(fingerprint.tag) &&
  !/^(button|link|tab|menuitem|checkbox|radio|switch|textbox|combobox|option)$/.test(fingerprint.role ?? '') &&
  !identifies(evidence).some((reason) => reason !== 'text');

/** Under no heading now as before, or under one that says the same. */
export const hasTheSameHeading = ({ heading }: Fingerprint, found: Fingerprint): boolean =>
  heading === undefined ? found.heading === undefined : saysTheSame(heading, found.heading);

const isHeading = ({ role, tag }: Fingerprint): boolean => role === 'heading' || /^h[1-6]$/.test(tag);

/** It is in the same part of the page, whose heading says something else now: nothing is left to have moved away from. */
export const isUnderNewHeading = ({ case: { lost, elements }, best: { fingerprint: found } }: Choice): boolean =>
  lost.landmark === found.landmark &&
  lost.heading !== undefined &&
  !elements.some((one) => isHeading(one) && saysTheSame(one.name ?? one.text, lost.heading));

/**
 * It stands under another heading than before, while that one is still there: where each part of a page has the like under the
 * same names, this is another part's. An id is one element's wherever it stands.
 */
export const hasLeftItsHeading = ({
  case: { lost, elements },
  best: { fingerprint: found, evidence },
}: Choice): boolean =>
  !evidence.includes('id') &&
  lost.heading !== undefined &&
  found.heading !== undefined &&
  !headsTheSame(lost.heading, found.heading) &&
  elements.some((one) => isHeading(one) && saysTheSame(one.name ?? one.text, lost.heading));

const differentFrom = 1 / 3;

/** Only words and place agree, and whatever names it had and it has are not alike: as a look-alike's would be. */
export function isNamedOtherwise({ case: { lost }, best: { fingerprint: found, evidence } }: Choice): boolean {
  if (identifies(evidence).some((reason) => reason !== 'text')) return false;
  const named = (['testId', 'id', 'nameAttr', 'href'] as const).flatMap((field) =>
    lost[field] && found[field] ? [identifierSimilarity(lost[field], found[field])] : [],
  );
  return named.length > 0 && Math.max(...named) < differentFrom;
}

const tablePath = /\/tr\[|(^|\/)(row|cell|gridcell)(\/|$)/;
const rowPath = /\/(li|article)\[|(^|\/)(listitem|article)(\/|$)/;
const pathsOf = ({ xpath = '', rolePath = '' }: Fingerprint): string[] => [xpath, rolePath];
const isInTable = (element: Fingerprint): boolean => pathsOf(element).some((path) => tablePath.test(path));
/** By what the page was read to be, or, where that was not told, by the way to it. */
const isInRow = (found: PageElement): boolean =>
  found.repeated === true ||
  found.group !== undefined ||
  [tablePath, rowPath].some((path) => pathsOf(found).some((one) => path.test(one)));

/** The one heading of the first level, where a page has one. */
const titleOf = (elements: readonly Fingerprint[]): string | undefined => {
  const titles = elements.filter(({ tag, visible }) => tag === 'h1' && visible !== false);
  return titles.length === 1 ? (titles[0]?.name ?? titles[0]?.text) : undefined;
};

/** It stood, and stands, under nothing but the title of the page, which says something else now: that tells no row from another. */
const isUnderNewTitle = ({ case: { lost, elements, before = [] }, best: { fingerprint } }: Choice): boolean =>
  saysTheSame(lost.heading, titleOf(before)) && saysTheSame(fingerprint.heading, titleOf(elements));

/** Rows and cards look alike; only what stands around tells one from another. */
export function isOfAnotherRow(choice: Choice): boolean {
  const { lost, oldLocator } = choice.case;
  const found = choice.best.fingerprint;
  const around = [found.heading, found.name, found.text, ...(found.neighbourTexts ?? [])];
  const missing = oldLocator.links.some(
    (link) =>
      link.by === 'hasText' &&
      !link.value &&
      !around.some((text) => saysTheSame(link.text, text) || text?.includes(link.text)),
  );
  const near = sharedSurroundings(lost, found);
  const isElsewhere =
    lost.heading !== undefined && !saysTheSame(lost.heading, found.heading) && !isUnderNewTitle(choice);
  const differs = (near !== null && near < 0.5) || isElsewhere;
  return missing || (isInRow(found) && differs);
}

/**
 * Names that every row of a list may have (an id is one element's) agree, and nothing tells that it is the same row: in a
 * table no text around it was known, or nobody told what is a row, and nothing around it is as it was.
 */
export function isOfUnknownRow({ case: { lost, rowsUnknown }, best }: Choice): boolean {
  const { fingerprint: found, evidence } = best;
  if (evidence.includes('id')) return false;
  const near = sharedSurroundings(lost, found);
  if (near === null) return isInTable(found);
  return rowsUnknown === true && near === 0 && !(lost.heading && saysTheSame(lost.heading, found.heading));
}

export function saysSomethingElse({ case: { lost, view }, best }: Choice): boolean {
  const { fingerprint: found, evidence } = best;
  const [before, after] = [lost.name ?? lost.text, found.name ?? found.text];
  if (!view.ownTextCounts || !before || !after || evidence.includes('text') || labelSimilarity(before, after) > 0)
    return false;
  const names = ownNames(best);
  const exact = names.some((field) => field !== 'nameAttr' && lost[field] === found[field]);
  return names.length < 2 && !(exact && evidence.includes('context'));
}
