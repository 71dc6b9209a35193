import type { Fingerprint } from '@testforge/core';
import { isCountedId } from './counted-ids.js';
import { headsTheSame, identifierSimilarity, identifiesTheSame, saysTheSame } from './similarity.js';
import { isBareHref } from './strategies/attribute.js';
import type { View } from './strategies/comparison.js';

const sameHref = (a: Fingerprint, b: Fingerprint): boolean => !!a.href && a.href === b.href && !isBareHref(a.href);
/** What an element is known by to people. */
export const ownText = ({ name, text, label, alt, title }: Fingerprint): string | undefined =>
  name ?? (text || undefined) ?? label ?? alt ?? title;
const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

/** Share of the worded texts around the lost element that are around the found one too; null where none was known. */
export function sharedSurroundings(lost: Fingerprint, found: Fingerprint): number | null {
  const worded = (lost.neighbourTexts ?? []).filter(hasLetters);
  if (worded.length === 0) return null;
  return (
    worded.filter((text) => found.neighbourTexts?.some((other) => saysTheSame(text, other))).length / worded.length
  );
}

/** Independent reasons to believe that two fingerprints are of one element. */
export const identifyingEvidence = ['text', 'testId', 'id', 'nameAttr', 'href'] as const;
export type Evidence = (typeof identifyingEvidence)[number] | 'context';

/** Under the same heading, and with most of the worded texts around it kept; false where neither was known. */
function standsInTheSamePlace(lost: Fingerprint, found: Fingerprint): boolean {
  if (lost.heading !== undefined && !headsTheSame(lost.heading, found.heading)) return false;
  const near = sharedSurroundings(lost, found);
  return near === null ? lost.heading !== undefined : near >= 0.5;
}

/**
 * Which reasons there are. `context` (same heading, and the texts around it mostly kept) supports but never identifies.
 */
export function agreeingEvidence(lost: Fingerprint, found: Fingerprint, view: View): Evidence[] {
  const reasons: Record<Evidence, boolean> = {
    text: view.ownTextCounts && saysTheSame(ownText(lost), ownText(found)),
    testId: identifiesTheSame(lost.testId, found.testId),
    id: !isCountedId(lost.id ?? '') && identifiesTheSame(lost.id, found.id),
    nameAttr: identifiesTheSame(lost.nameAttr, found.nameAttr),
    href: sameHref(lost, found),
    context: standsInTheSamePlace(lost, found),
  };
  return (Object.keys(reasons) as Evidence[]).filter((reason) => reasons[reason]);
}

/** Identifiers this much alike (`topic`, `field-topic`) are worth a person's look, and no more than that. */
const hintFrom = 0.6;

/** Whether an identifier hints that it could be the same element: never enough to heal, but enough not to call it gone. */
export const hintsAtTheSame = (lost: Fingerprint, found: Fingerprint): boolean =>
  lost.landmark === found.landmark &&
  (['testId', 'id', 'nameAttr'] as const).some(
    (field) => identifierSimilarity(lost[field] ?? '', found[field] ?? '') >= hintFrom,
  );

const shapeOf = (text: string): string => text.replace(/\d+/g, '0');

const isPressed = ({ role }: Fingerprint): boolean => /^(?:button|link|menuitem|tab)$/.test(role ?? '');

/**
 * Whether the best one found shows the very text, or a figure written the same way, in the same place, or is pressed there by
 * a word of the same sense, whatever else its name says (“Delete Tidewater Mug”): too little to act on, too much to call the
 * element gone.
 */
export const showsTheSame = (lost: Fingerprint, found: Fingerprint): boolean =>
  lost.text !== undefined &&
  found.text !== undefined &&
  (shapeOf(lost.text) === shapeOf(found.text) || (isPressed(lost) && saysTheSame(lost.text, found.text))) &&
  lost.role === found.role &&
  lost.rolePath === found.rolePath;

/** Whether two fingerprints are of one and the same unchanged element, as far as can be known: names and place are equal. */
export function isSameElement(a: Fingerprint, b: Fingerprint): boolean {
  if (a.tag !== b.tag || a.role !== b.role || a.name !== b.name || a.text !== b.text) return false;
  if ((['testId', 'id', 'nameAttr', 'href'] as const).some((field) => a[field] !== b[field])) return false;
  return a.landmark === b.landmark && (a.heading === b.heading || a.testId !== undefined || a.id !== undefined);
}
