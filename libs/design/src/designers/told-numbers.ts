import { countInSnapshot, isInside, proposeLocators } from '@testforge/browser';
import type { AppState, Locator, PageElement, Target } from '@testforge/core';
import { leansOn, positional, textOf } from '../checkpoint-pair.js';
import type { RowSet } from '../row-sets.js';
import { countsShared } from '../volatile-text.js';

/** Longer texts tell more than a number. */
export const longest = 60;
/** Parts of a page that are about the app and not about what it lists. */
export const around = /navigation|banner|contentinfo/i;

/** The words before the number, “Sum:” of “Sum: 12.00 EUR”. */
export const wordsBefore = (text: string): string =>
  /^\D*?\p{L}\D*/u
    .exec(text)?.[0]
    .replace(/\p{Sc}/gu, '')
    .trim() ?? '';

/** The words behind it, “articles found” of “46 articles found”. */
const wordsBehind = (text: string): string => /^\d[\d.,]*\s+(\p{L}\D*)$/u.exec(text.trim())?.[1]?.trim() ?? '';

/** The cell of its row that says what the number is. */
export const besideIt = ({ snapshot: { elements } }: AppState, { xpath = '' }: PageElement): string => {
  const parent = xpath.replace(/\/[^/]*$/, '');
  const beside = elements.find(
    (other) =>
      other.xpath !== xpath &&
      (other.xpath ?? '').replace(/\/[^/]*$/, '') === parent &&
      /\p{L}{2}/u.test(textOf(other)),
  );
  return beside === undefined ? '' : textOf(beside);
};

/** An element by anything but the number it shows; the words before that may tell it. */
export function steadyTarget({ snapshot }: AppState, index: number): Target | null {
  const element = snapshot.elements[index];
  if (element === undefined) return null;
  const { interactive: _i, repeated: _r, group: _g, text, ...fingerprint } = element;
  const words = wordsBefore(textOf(element)) || wordsBehind(textOf(element));
  const byWords: Locator[] = words === '' ? [] : [{ frame: element.frame ?? [], links: [{ by: 'text', text: words }] }];
  const locator = [...proposeLocators(element, snapshot, { avoidOwnText: true }), ...byWords].find((each) => {
    const found = countInSnapshot(each, snapshot);
    return (
      found.length === 1 && found[0] === index && !positional(each) && !leansOn(each).some((said) => /\d/.test(said))
    );
  });
  const kept = text === undefined || /\d/.test(text) ? {} : { text };
  return locator === undefined ? null : { locator, fingerprint: { ...fingerprint, ...kept } };
}

/** Short texts with a number outside of the rows, the innermost of those that say the same. */
export function sayersOutside({ snapshot: { elements } }: AppState, { rows }: RowSet): number[] {
  const isSayer = (element: PageElement): boolean =>
    element.visible !== false &&
    !element.interactive &&
    textOf(element).length <= longest &&
    /\d/.test(textOf(element)) &&
    !around.test(element.landmark ?? '') &&
    rows.every((row) => row !== element && !isInside(element, row) && !isInside(row, element));
  const all = elements.flatMap((element, index) => (isSayer(element) ? [index] : []));
  return all.sort((a, b) => textOf(elements[a] as PageElement).length - textOf(elements[b] as PageElement).length);
}

const stemLength = 4;
export const stems = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap((word) =>
    word.length >= stemLength ? [word.slice(0, Math.max(stemLength, word.length - 2))] : [],
  );

/** Whether a number is about what the page lists, by its words: “12 months” beside twelve rows may be any twelve. */
export function isAboutList({ path, snapshot }: AppState, text: string): boolean {
  const known = stems([path, snapshot.title, ...snapshot.headings.map((heading) => heading.text)].join(' '));
  return countsShared(text) || stems(text).some((stem) => known.includes(stem));
}
