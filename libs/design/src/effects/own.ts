import { countInSnapshot } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot, Target } from '@testforge/core';
import {
  agreed,
  agreedElement,
  asSeenBy,
  isFoundBy,
  makeCheck,
  positional,
  textOf,
  tidy,
  type AgreedElement,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { isNothingSaid, saying, withoutHead, type OwnText } from '../own-value.js';
import { findOwnLink, findRow } from '../record-way.js';
import { rowSets, sameRows } from '../row-sets.js';
import { isOwnPage } from '../reach-own.js';
import { standsSurely } from '../stands-surely.js';
import { listAsSubject } from './each.js';

const rank = 88;
/** Of one thing, and of all that was made, at one look. */
const mostOfOne = 2;
const mostOfAll = 4;

/** The page's content as a whole: a row's place among others' rows is not ours to say. */
function contentOf(pair: CheckpointPair): Target {
  const both = [pair.a.page, pair.b.page];
  const hasMain = both.every(({ landmarks }) => landmarks.filter(({ role }) => role === 'main').length === 1);
  const locator: Locator = { frame: [], links: [hasMain ? { by: 'role', role: 'main' } : { by: 'css', css: 'body' }] };
  return { locator, fingerprint: hasMain ? { tag: 'main', role: 'main' } : { tag: 'body' } };
}

/** The head of the page, where an app greets its visitor. */
const head: Target = {
  locator: { frame: [], links: [{ by: 'role', role: 'banner' }] },
  fingerprint: { tag: 'header', role: 'banner' },
};

/** Whether the page says it in its head, or elsewhere. */
const says = (page: PageSnapshot, text: string, inHead: boolean): boolean =>
  saying(page, text).some(({ element }) => /banner/i.test(element.landmark ?? '') === inHead);

/** A heading or a field that bears the value in both carryings-out, found by something else. */
function bearer(pair: CheckpointPair, a: string, b: string, bears: (element: PageElement, text: string) => boolean) {
  for (const [index, element] of pair.a.page.elements.entries()) {
    if (element.visible === false || !bears(element, a)) continue;
    const found = agreedElement(pair, index, { avoidOwnText: true });
    if (found !== null && bears(found.b, b)) return found;
  }
  return null;
}

const isHeading = (element: PageElement, text: string): boolean =>
  element.role === 'heading' && textOf(element).includes(text);
const isField = (element: PageElement, text: string): boolean =>
  ['input', 'textarea'].includes(element.tag) && tidy(element.value) === text;

/** The one heading of the first level is found as that, however it is styled. */
function mainHeading(found: AgreedElement | null, pair: CheckpointPair): AgreedElement | null {
  if (found === null || found.a.tag !== 'h1') return found;
  const locator: Locator = { frame: found.a.frame ?? [], links: [{ by: 'role', role: 'heading', level: 1 }] };
  const only = [pair.a.page, pair.b.page].every((page) => countInSnapshot(locator, page).length === 1);
  return only ? { ...found, target: { ...found.target, locator }, locators: [locator, ...found.locators] } : found;
}

const known = (locators: Locator[], target: Target): AgreedElement => ({
  target,
  locators,
  a: { ...target.fingerprint, interactive: false },
  b: { ...target.fingerprint, interactive: false },
});

function checksOf(pair: CheckpointPair, own: OwnText, other: OwnText): Check[] {
  const { value } = own;
  const [a, b] = [tidy(own.text), tidy(other.text)];
  const name = value.kind === 'unique' ? value.prefix : value.name;
  const check = (found: AgreedElement, matcher: 'toContainText' | 'toHaveValue', words: string): Check[] => [
    makeCheck(pair, 'own', rank, { matcher, expected: null, value }, { found, name, words }),
  ];
  // Right after it was typed a field holds it in any case; what was read elsewhere was not typed.
  const wasTyped = (pair.a.name === 'after' || pair.a.name === 'made') && value.kind === 'unique';
  const field = wasTyped ? null : bearer(pair, a, b, isField);
  const inForm = pair.a.name === 'opened' || pair.a.name === 'reopened';
  const label = inForm ? tidy(field?.a.label).replace(a, '').trim() : '';
  const held = field === null ? [] : check(field, 'toHaveValue', label === '' ? 'the field' : `“${label}”`);
  if (inForm) return held;
  const heading = mainHeading(bearer(pair, a, b, isHeading), pair);
  // By its place in a list it is another one's heading tomorrow.
  if (heading !== null && !positional(heading.target.locator)) return check(heading, 'toContainText', 'the heading');
  // What was read in a list may stand in the head for another reason, as the visitor's own name does.
  const places = [contentOf(pair), ...(value.kind === 'unique' ? [head] : [])].filter(
    ({ fingerprint }) =>
      says(pair.a.page, a, fingerprint.tag === 'header') && says(pair.b.page, b, fingerprint.tag === 'header'),
  );
  return [
    ...places.flatMap((target) =>
      check(known([target.locator], target), 'toContainText', target === head ? 'the head of the page' : 'the page'),
    ),
    ...held,
  ];
}

/** What belongs to this very carrying-out is there: what it made, what it had read elsewhere. Elements that are gone, see `goneChecks`. */
export function ownChecks(pair: CheckpointPair): Check[] {
  if (['gone', 'cleared', 'outside'].includes(pair.a.name)) return goneChecks(pair);
  if (pair.a.name === 'searched') return foundChecks(pair);
  const { before, page, name } = pair.a;
  const stayed = before !== null && new URL(before.url).pathname === new URL(page.url).pathname;
  // Where it was read it is still said, also behind a panel that shows the cart.
  const isSamePage = name === 'after' || name === 'consequence';
  // What only leads to what the draft is for is told by the first thing it made.
  const onlyLeads = name === 'after' && pair.draft.watch.follows !== undefined;
  const said = (pair.a.own ?? [])
    .filter(({ value }) => !(isSamePage && stayed && value.kind === 'remembered'))
    .filter((own) => own.value.kind === 'remembered' || isOwnPage(page, own) || standsSurely(page, own))
    .flatMap((own, at) => {
      const other = pair.b.own?.find(({ value }) => JSON.stringify(value) === JSON.stringify(own.value));
      return other === undefined ? [] : checksOf(pair, own, other).slice(0, at === 0 ? mostOfOne : 1);
    })
    .slice(0, onlyLeads ? mostOfOne : mostOfAll);
  return name === 'kept'
    ? [...said, ...hiddenRow(pair, pair.draft.watch.record === 'forgo' ? 'what was given up' : 'what it was before')]
    : said;
}

/** What is not listed is gone only once the list is there: told by a first entry of others', where there is one. */
function othersAreListed(pair: CheckpointPair): Check[] {
  const set = rowSets(pair.a.page, 1)[0];
  if (set === undefined || sameRows(pair.b.page, set).length === 0) return [];
  const locator: Locator = { ...set.locator, links: [...set.locator.links, { by: 'nth', index: 0 }] };
  const found = listAsSubject({ locator, rows: set.rows });
  const expectation = { matcher: 'toBeVisible' as const, expected: true };
  return [makeCheck(pair, 'own', rank + 1, expectation, { found, name: 'first entry', words: 'a first entry' })];
}

/** That by which the record was known before is not there any more. */
function hiddenRow(pair: CheckpointPair, words: string): Check[] {
  const { row } = pair.a;
  const expectation = { matcher: 'toBeHidden' as const, expected: true };
  // Behind what is there now: a page that is still empty hides everything.
  const behind = pair.a.name === 'kept' ? rank - 1 : rank;
  return row === undefined
    ? []
    : [makeCheck(pair, 'own', behind, expectation, { found: known([row.locator], row), words })];
}

/** What a search for it found: its row or its link, for the page may say again what it was asked for. */
function foundChecks(pair: CheckpointPair): Check[] {
  const { own: [own] = [] } = pair.a;
  const page = withoutHead(pair.a.page);
  const candidate = own === undefined ? null : (findRow(page, own) ?? findOwnLink(page, own));
  const isAlone = (locator: Locator): boolean =>
    [pair.a, pair.b].every((each) => countInSnapshot(asSeenBy(locator, each.own ?? []), each.page).length === 1);
  const locators = candidate?.locators.filter(isAlone) ?? [];
  const first = locators[0];
  if (candidate === null || first === undefined) return [];
  const found = known(locators, { locator: first, fingerprint: candidate.fingerprint });
  const expectation = { matcher: 'toBeVisible' as const, expected: true };
  return [makeCheck(pair, 'own', rank, expectation, { found, name: 'hit', words: 'what was made' })];
}

/** What was not deleted stays. */
const stayedChecks = (pair: CheckpointPair): Check[] =>
  (pair.a.own ?? []).flatMap((own) => {
    const other = pair.b.own?.find(({ value }) => JSON.stringify(value) === JSON.stringify(own.value));
    return other === undefined ? [] : checksOf(pair, own, other).slice(0, 1);
  });

/** Where nothing is listed any more the page says so: till then it may only not have come. */
function nothingIsListed(pair: CheckpointPair): Check[] {
  for (const [index, element] of pair.a.page.elements.entries()) {
    if (!isNothingSaid(element) || !agreed(pair, textOf(element), textOf(element))) continue;
    const found = agreedElement(pair, index, { avoidOwnText: false });
    if (found === null || textOf(found.b) !== textOf(element)) continue;
    const text = textOf(element);
    const by = isFoundBy(found.target.locator, text)
      ? { matcher: 'toBeVisible' as const, expected: true, foundBy: text }
      : { matcher: 'toHaveText' as const, expected: text };
    return [makeCheck(pair, 'own', rank + 1, by, { found, name: text })];
  }
  return [];
}

function goneChecks(pair: CheckpointPair): Check[] {
  const hidden = hiddenRow(pair, pair.a.name === 'outside' ? 'what was made' : 'what was deleted');
  const listed = othersAreListed(pair);
  const first = listed.length > 0 ? listed : nothingIsListed(pair);
  return hidden.length === 0 ? [] : [...first, ...hidden, ...stayedChecks(pair)];
}
