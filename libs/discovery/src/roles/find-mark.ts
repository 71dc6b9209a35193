import { countInSnapshot } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot, Target } from '@testforge/core';

const tidy = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const longestName = 80;
const aroundIt = /navigation|banner|contentinfo/i;

/** The texts of all headings of a page. */
export const headingsOf = (page: PageSnapshot): string[] => [
  ...page.headings.map(({ text }) => tidy(text)),
  ...page.elements.flatMap(({ role, name, text }) => (role === 'heading' ? [tidy(name), tidy(text)] : [])),
];

/** The heading of the highest level. */
export const mainHeading = (page: PageSnapshot): string | null =>
  tidy((page.headings.find(({ level }) => level === 1) ?? page.headings[0])?.text) || null;

/** What names a page lastingly: no row's heading, no figure or date, nobody's name. */
function names(element: PageElement, personal: readonly string[]): boolean {
  const name = tidy(element.name);
  const isRow = element.repeated === true || element.group !== undefined || element.frame !== undefined;
  return (
    element.role === 'heading' &&
    element.visible !== false &&
    !isRow &&
    !aroundIt.test(element.landmark ?? '') &&
    /\p{L}{2}/u.test(name) &&
    name.length <= longestName &&
    !/\d|@/.test(name) &&
    !personal.some((text) => name.toLowerCase().includes(text))
  );
}

/** The first part of a log-in name is what apps greet their users with. */
const personalOf = (users: readonly string[]): string[] =>
  users.map((user) => user.toLowerCase().split('@')[0] ?? '').filter((text) => text.length > 2);

/**
 * The heading by which a page is known, the one of the highest level first; null where it has none that stands on no other
 * page. `elsewhere`: what other pages are headed with. `users`: names that may be greeted in one.
 */
export function findMark(page: PageSnapshot, elsewhere: ReadonlySet<string>, users: readonly string[]): Target | null {
  const personal = personalOf(users);
  const candidates = page.elements
    .filter((element) => names(element, personal) && !elsewhere.has(tidy(element.name)))
    .sort((a, b) => Number(b.tag === 'h1') - Number(a.tag === 'h1'));
  for (const element of candidates) {
    const locator: Locator = {
      frame: [],
      links: [{ by: 'role', role: 'heading', name: tidy(element.name), exact: true }],
    };
    if (countInSnapshot(locator, page).length !== 1) continue;
    const { interactive: _i, repeated: _r, group: _g, value: _v, neighbourTexts: _n, ...fingerprint } = element;
    return { locator, fingerprint };
  }
  return null;
}

/** Whether the page shows it. */
export const shows = (page: PageSnapshot, { locator }: Target): boolean => countInSnapshot(locator, page).length > 0;
