import { countInSnapshot, isInside } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import {
  agreedElement,
  asSeenBy,
  fieldWords,
  leansOn,
  makeCheck,
  positional,
  textOf,
  tidy,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import type { OwnText } from '../own-value.js';
import { isOwnPage } from '../reach-own.js';
import { findRow, ownRows } from '../record-way.js';
import { standsSurely } from '../stands-surely.js';
import { vocabulary } from '../vocabulary.js';
import { shownAs } from './shown-as.js';

const rank = 72;
const most = 4;
const longest = 160;
const leastSure = 5;
const around = /navigation|banner|contentinfo/i;
const fields: readonly string[] = ['input', 'textarea', 'select', 'option', 'label'];

interface Entered {
  /** What the field is called. */
  label: string;
  value: string;
}

/** What was typed or chosen as it stands; what came last counts, and what was taken for a choice that says nothing does not. */
function enteredBy(steps: readonly Step[]): Entered[] {
  const entered = new Map<string, Entered>();
  for (const step of steps) {
    if ((step.kind !== 'fill' && step.kind !== 'select') || step.value.kind !== 'literal') continue;
    const { nameAttr, type } = step.target.fingerprint;
    const words = fieldWords(step.target.fingerprint) || tidy(nameAttr);
    if (type === 'password' || words === '' || vocabulary.placeholder.test(step.value.value)) continue;
    entered.set(nameAttr ?? words, { label: words, value: step.value.value });
  }
  return [...entered.values()];
}

/** Where what the page says is about the scenario's own thing: its row, or all of the content of its own page. */
type Place = (element: PageElement) => boolean;

function placeOf(page: PageSnapshot, own: OwnText): Place | null {
  const row = ownRows(page, own)[0];
  if (isOwnPage(page, own))
    return ({ landmark = '', role, group, repeated }) =>
      !around.test(landmark) && role !== 'heading' && group === undefined && repeated !== true;
  return row === undefined || !standsSurely(page, own) ? null : (element) => element !== row && isInside(element, row);
}

/** Of elements that lie in one another, the innermost that say it. */
function sayers(page: PageSnapshot, place: Place, value: string) {
  const all = page.elements.flatMap((element, index) => {
    const text = textOf(element);
    const isText =
      element.visible !== false && !element.interactive && !fields.includes(element.tag) && text.length <= longest;
    const shown = isText && place(element) ? shownAs(value, text) : null;
    return shown === null ? [] : [{ element, index, shown }];
  });
  return all.filter(
    ({ element }) => !all.some((other) => other.element !== element && isInside(other.element, element)),
  );
}

/** All of the page's content. */
const contentOf = (page: PageSnapshot): Target =>
  page.landmarks.filter(({ role }) => role === 'main').length === 1
    ? { locator: { frame: [], links: [{ by: 'role', role: 'main' }] }, fingerprint: { tag: 'main', role: 'main' } }
    : { locator: { frame: [], links: [{ by: 'css', css: 'body' }] }, fingerprint: { tag: 'body' } };

/** Whether the words also stand where nothing was shown of the thing: offered in a field, in a menu. */
const isOffered = ({ elements }: PageSnapshot, shown: string): boolean =>
  elements.some(
    (element) =>
      fields.includes(element.tag) && [element.text, element.value].some((text) => (text ?? '').includes(shown)),
  );

/** The element that says it, by what lasts of it; else all of the page's content, where nothing else there may say it. */
function subjectOf(pair: CheckpointPair, index: number, shown: string) {
  const found = agreedElement(pair, index, { avoidOwnText: true });
  const leans = (locator: Locator): boolean => leansOn(locator).some((text) => text.includes(shown));
  const sure = found?.locators.filter((locator) => !positional(locator) && !leans(locator)) ?? [];
  const [first] = sure;
  if (found !== null && first !== undefined)
    return textOf(found.b).includes(shown)
      ? { ...found, target: { ...found.target, locator: first }, locators: sure }
      : null;
  const both = [pair.a.page, pair.b.page];
  // Of few letters anything on a page may say it.
  if (shown.length < leastSure || both.some((page) => isOffered(page, shown))) return null;
  const content = contentOf(pair.a.page);
  const element = { ...content.fingerprint, interactive: false };
  return { target: content, locators: [content.locator], a: element, b: element };
}

/** A number alone may be a part of anything else that its row says. */
const isNumber = (shown: string): boolean => !/\p{L}|\d[./-]\d+[./-]/u.test(shown);

/** The row as a whole, by what was made: a column that comes or moves in the next release changes nothing of it. */
function rowSubject(pair: CheckpointPair, own: OwnText, shown: string) {
  const row = findRow(pair.a.page, own);
  const isAlone = (locator: Locator): boolean =>
    [pair.a, pair.b].every((each) => countInSnapshot(asSeenBy(locator, each.own ?? []), each.page).length === 1);
  const locators = row?.locators.filter(isAlone) ?? [];
  const [locator] = locators;
  if (row === null || locator === undefined || isNumber(shown)) return null;
  const element = { ...row.fingerprint, interactive: false };
  return { target: { locator, fingerprint: row.fingerprint }, locators, a: element, b: element };
}

/**
 * What was typed and chosen is what the thing's row, its own page or the summary before the last step then says: a day in the
 * app's own writing, a number with its unit. A value that another field got as well tells nothing of either.
 */
export function enteredChecks(pair: CheckpointPair): Check[] {
  const { own: [own] = [], page, entered = [], name } = pair.a;
  const other = pair.b.own?.[0];
  const place: Place | null =
    name === 'reviewed'
      ? ({ landmark = '' }) => !around.test(landmark)
      : own === undefined || other === undefined
        ? null
        : placeOf(page, own);
  if (place === null) return [];
  const all = enteredBy([...pair.draft.steps, ...entered]);
  return all
    .filter(({ value }) => all.filter((each) => each.value === value).length === 1)
    .flatMap(({ label, value }): Check[] => {
      const [sayer, second] = sayers(page, place, value);
      if (sayer === undefined || second !== undefined) return [];
      const inRow = own === undefined || isOwnPage(page, own) ? null : rowSubject(pair, own, sayer.shown);
      const found = inRow ?? subjectOf(pair, sayer.index, sayer.shown);
      if (found === null) return [];
      const isWhole = textOf(sayer.element) === sayer.shown;
      const isOfMore = inRow !== null || ['main', 'body'].includes(found.target.fingerprint.tag);
      const matcher = isWhole && !isOfMore ? 'toHaveText' : 'toContainText';
      const words = inRow === null ? {} : { words: `“${label}” of what was made` };
      const worth = rank + Number(entered.length > 0);
      return [makeCheck(pair, 'entered', worth, { matcher, expected: sayer.shown }, { found, name: label, ...words })];
    })
    .slice(0, most);
}
