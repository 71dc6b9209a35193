import type { Fingerprint, PageElement } from '@testforge/core';
import { isSameElement } from './evidence.js';

/** Equal for elements that `isSameElement` may call one; cheap to compare, so that whole pages can be. */
const keyOf = ({ tag, role, name, text, testId, id, nameAttr, href, landmark }: Fingerprint): string =>
  JSON.stringify([tag, role, name, text, testId, id, nameAttr, href, landmark]);

function byKey<T extends Fingerprint>(elements: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group) group.push(element);
    else groups.set(key, [element]);
  }
  return groups;
}

export interface Compared<T> {
  /** On the page now, and unchanged since before: none of them is what was lost. */
  kept: Set<T>;
  /** On the page before, and no longer there as they were: each of them, too, may be any of what is new. */
  missing: Fingerprint[];
}

/**
 * What a page now has in common with the page as it was. Every element of before is at most one of now, so what is still
 * there as it was is nothing else's new form. Where there are now more of a kind than before, all are new.
 */
export function comparePages<T extends Fingerprint>(
  lost: Fingerprint,
  before: readonly Fingerprint[],
  now: readonly T[],
): Compared<T> {
  const others = byKey(before.filter((old) => !isSameElement(old, lost)));
  const kept = new Set<T>();
  const missing: Fingerprint[] = [];
  const present = byKey(now);
  for (const [key, old] of others) {
    const here = present.get(key) ?? [];
    // Of one key all are alike but for their heading: `isSameElement` is asked once a heading, since a page may hold a thousand.
    const headings = new Map(old.map((one) => [one.heading, one]));
    const [first] = old;
    const same = here.filter((found) => {
      const one = headings.get(found.heading) ?? first;
      return one !== undefined && isSameElement(one, found);
    });
    if (same.length > 0 && same.length <= old.length) for (const found of same) kept.add(found);
    else if (same.length === 0) missing.push(...old);
  }
  return { kept, missing };
}

export type ElementBefore = Fingerprint & Partial<Pick<PageElement, 'group' | 'repeated'>>;

/** A page as it was when the suite was made. `path`: with its query, without origin. */
export interface PageBefore {
  path: string;
  elements: readonly ElementBefore[];
  /** Other addresses that led on to this one. */
  ledFrom?: readonly string[] | undefined;
}

/** Of an address with or without its origin. */
export const pathOf = (url: string): string =>
  URL.canParse(url, 'http://page') ? new URL(url, 'http://page').pathname : url;

/** The page on which the lost element stood, at the address where it is missed now; undefined where none is known. */
export const findPageBefore = (
  lost: Fingerprint,
  url: string,
  pages: readonly PageBefore[],
): readonly ElementBefore[] | undefined =>
  pages.find(
    ({ path, elements }) => pathOf(path) === pathOf(url) && elements.some((element) => isSameElement(element, lost)),
  )?.elements;

/**
 * What an address shows now and did not show before; all of it where nobody knows how it was. Before is when it showed the
 * lost element, where it ever did: what took its place in a run that nobody has answered is still new. Where it was never seen,
 * as messages are that only come of what a test does, all that was ever seen there is old, windows of the page too.
 */
export function newOnPage<T extends Fingerprint>(
  lost: Fingerprint,
  elements: readonly T[],
  url: string,
  pages: readonly PageBefore[],
): readonly T[] {
  const before =
    findPageBefore(lost, url, pages) ??
    pages.filter(({ path }) => pathOf(path) === pathOf(url)).flatMap((page) => page.elements);
  const known = new Set(before.map(keyOf));
  return elements.filter((element) => !known.has(keyOf(element)));
}
