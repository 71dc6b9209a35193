import { linkPath, type Expectation, type PageElement } from '@testforge/core';
import {
  agreed,
  agreedElement,
  isFoundBy,
  makeCheck,
  positional,
  tidy,
  type AgreedElement,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { vocabulary } from '../vocabulary.js';
import { isVolatile } from '../volatile-text.js';
import { decode } from './address.js';

/** What a page is made of, whatever its data are: what can be done there, and what its parts and columns are called. */
const parts =
  /^(?:heading|link|button|tab|menuitem|columnheader|term|textbox|searchbox|combobox|listbox|checkbox|radio|spinbutton|switch)$/;
const rank = 40;
const longest = 50;
const around = /navigation|banner|contentinfo/i;

export const contentName = ({ name, text }: PageElement): string => tidy(name) || tidy(text);

const { writing, changing, deleting, settings, search } = vocabulary;

/** Of a page's content, the links that do something to it; where others lead, and what they are called, is mostly data. */
const leadsOn = ({ landmark = '' }: PageElement, words: string): boolean =>
  around.test(landmark) || [writing, changing, deleting, settings, search].some((kind) => kind.test(words));

/** Words of the page's own: no row's but a menu's, no number and nothing that passes. `menus`: paths that menus lead to. */
export function isContent(element: PageElement, menus: readonly string[]): boolean {
  const { role = '', tag, visible, enabled, repeated, group, landmark = '' } = element;
  const words = contentName(element);
  const isLink = role === 'link' || tag === 'a';
  const inMenu = isLink && menus.includes(linkPath(element.href) ?? '');
  const inRow =
    (repeated === true || group !== undefined) && role !== 'columnheader' && !inMenu && !around.test(landmark);
  return (
    visible !== false &&
    enabled !== false &&
    !inRow &&
    (!isLink || inMenu || leadsOn(element, words)) &&
    (parts.test(role) || tag === 'dt' || tag === 'legend') &&
    /\p{L}{2}/u.test(words) &&
    words.length <= longest &&
    !/\d/.test(words)
  );
}

/** Where a link leads both times, if that is no data. */
function leadsTo(a: PageElement, b: PageElement): string | null {
  const [path, other] = [linkPath(a.href), linkPath(b.href)];
  const isFixed =
    path !== null &&
    path === other &&
    decode(path)
      .split('/')
      .every((part) => !/^\d+$/.test(part) && !isVolatile(part));
  return a.tag === 'a' && isFixed ? path : null;
}

/** That it is there and leads where it did, and says what it said where it is not found by that. */
function demandOf({ a, b, target: { locator } }: AgreedElement): Expectation {
  const [words, path] = [contentName(a), leadsTo(a, b)];
  const foundBy = isFoundBy(locator, words) ? { foundBy: words } : {};
  if (path !== null) return { matcher: 'toLeadTo', expected: path, ...foundBy };
  if ('foundBy' in foundBy) return { matcher: 'toBeVisible', expected: true, ...foundBy };
  return tidy(a.text) === words
    ? { matcher: 'toHaveText', expected: words }
    : { matcher: 'toBeVisible', expected: true };
}

/**
 * It came of what another test has left in the session that all have, as in a cart: whoever only opens the page finds it there
 * by chance.
 */
function isLeftBehind({ text }: PageElement, { oneSession, shownFirst, draft }: CheckpointPair): boolean {
  const words = tidy(text);
  return oneSession === true && !draft.watch.writes && words !== '' && shownFirst?.has(words) === false;
}

/**
 * The parts of a page that is opened. What stands around it or on most pages is told on the start page alone; what the last
 * step found there already, by no page.
 */
export function contentChecks(pair: CheckpointPair): Check[] {
  const { page, before } = pair.a;
  const isStart = pair.draft.priority === 'P0' && pair.draft.designer === 'smoke';
  const elsewhere = new Set([...(isStart ? [] : pair.shared.everywhere), ...(before?.elements.map(contentName) ?? [])]);
  const said = new Set<string>();
  return page.elements.flatMap((element, index): Check[] => {
    const words = contentName(element);
    // What a start page itself says is news as often as not.
    const isOff = isStart ? element.role === 'heading' : around.test(element.landmark ?? '');
    if (
      isOff ||
      !isContent(element, pair.shared.menus) ||
      isLeftBehind(element, pair) ||
      elsewhere.has(words) ||
      pair.shared.rows.some((row) => words === row || (row.length > 3 && words.includes(row))) ||
      said.has(words) ||
      !agreed(pair, words, words)
    )
      return [];
    const found = agreedElement(pair, index, { avoidOwnText: false });
    if (found === null || contentName(found.b) !== words || positional(found.target.locator)) return [];
    said.add(words);
    return [makeCheck(pair, 'content', rank, demandOf(found), { found, name: words })];
  });
}
