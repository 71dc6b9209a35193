import type { Fingerprint } from '@testforge/core';
import type { FailureInput } from './facts.js';
import { pathOf, type PageBefore } from './page-before.js';

/** What people know a page by: its headings, and what can be used. */
export const landmarksOfPage =
  /^(?:heading|link|button|textbox|searchbox|combobox|spinbutton|checkbox|radio|switch|tab|menuitem)$/;
/** So much of a page must stand in other markup, and so much be new, before it counts as rebuilt. */
const fewest = 3;
const share = 0.15;

/** From so many rebuilt pages on, a build is another one, and not the old one with something missing. */
export const fewestRebuiltPages = 2;

/** What has its role and name for itself on the page. */
function namedOnce(elements: readonly Fingerprint[]): Map<string, Fingerprint> {
  const groups = new Map<string, Fingerprint[]>();
  for (const element of elements) {
    if (!element.name || !landmarksOfPage.test(element.role ?? '')) continue;
    const key = JSON.stringify([element.role, element.name]);
    groups.set(key, [...(groups.get(key) ?? []), element]);
  }
  return new Map([...groups].flatMap(([key, [one, ...more]]) => (one && more.length === 0 ? [[key, one]] : [])));
}

/** What stood on a page by a role and name of its own and still does: as it was, and as it is. */
export function keptOnPage(
  before: readonly Fingerprint[],
  now: readonly Fingerprint[],
): { was: Fingerprint; is: Fingerprint }[] {
  const current = namedOnce(now);
  return [...namedOnce(before)].flatMap(([key, was]) => {
    const is = current.get(key);
    return is ? [{ was, is }] : [];
  });
}

/** Without places among siblings: what is taken away or added beside an element changes nothing of it. */
const markupOf = ({ xpath = '' }: Fingerprint): string => xpath.replaceAll(/\[\d+\]/g, '');

/**
 * Whether a page was made anew in part: much that is still there stands in other markup, and new things have come. Where
 * something is only missing, neither is so.
 */
export function isRebuilt(before: readonly Fingerprint[], now: readonly Fingerprint[]): boolean {
  const [kept, current] = [keptOnPage(before, now), namedOnce(now)];
  const moved = kept.filter(({ was, is }) => markupOf(was) !== markupOf(is)).length;
  return moved >= fewest && moved >= share * kept.length && current.size - kept.length >= fewest;
}

export type PagesInput = Pick<FailureInput, 'snapshot'> & { pagesBefore?: readonly PageBefore[] };

/** On how many of the pages on which tests of this build failed that holds, as far as it is known how they were. */
export function countRebuiltPages(inputs: readonly PagesInput[]): number {
  const rebuilt = inputs.flatMap(({ snapshot, pagesBefore = [] }) => {
    if (!snapshot) return [];
    const path = pathOf(snapshot.url);
    const before = pagesBefore.find((page) => pathOf(page.path) === path);
    return before && isRebuilt(before.elements, snapshot.page.elements) ? [path] : [];
  });
  return new Set(rebuilt).size;
}
