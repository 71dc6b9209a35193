import type { PageElement } from '@testforge/core';
import {
  agreed,
  agreedElement,
  leansOn,
  makeCheck,
  newElements,
  positional,
  textOf,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check, Checkpoint } from '../observation.js';
import { vocabulary } from '../vocabulary.js';
import { countsShared } from '../volatile-text.js';
import { relationChecks } from './relation.js';
import { byLabel, ownRow, valueLabel } from './value-label.js';

const money = /\p{Sc}|(?<!\p{L})(?:USD|EUR|GBP|CHF|CAD|kr|zł)(?!\p{L})|\d[.,]\d{2}(?!\d)/u;
/** A count of nothing is the app's answer and no total that others change. */
const nothingAtAll = /(?<!\d)0(?!\d)/;
const number = /^\D{0,16}\d[\d.,\s'’]*\D{0,16}$/u;

function rankOf(label: string, text: string): number {
  if (vocabulary.total.test(label) && !/^(?:sub|zwischen|sous)/i.test(label)) return 100;
  if (vocabulary.subtotal.test(label)) return 65;
  return money.test(text) ? 55 : 40;
}

const isValue = (element: PageElement): boolean => {
  const text = textOf(element);
  return (
    !element.interactive &&
    element.role !== 'heading' &&
    element.tag !== 'dt' &&
    element.tag !== 'th' &&
    text.length <= 40 &&
    number.test(text) &&
    !['row', 'table', 'list', 'listitem'].includes(element.role ?? '')
  );
};

/** A total says most; the last amount in the row of the scenario's own thing, where a line's total stands, says more than what is below it. */
const rowTotalRank = 79;

const pathOf = ({ page }: Checkpoint): string => new URL(page.url).pathname;

/** The bill of a cart that other tests put things into as well; what this one made, as an invoice, has an address of its own. */
const isEverybodys = ({ a, b, oneSession }: CheckpointPair): boolean => oneSession === true && pathOf(a) === pathOf(b);

/** What stands in a row that is not the scenario's own belongs to others, but for the sums of a bill. */
function valueCheck(pair: CheckpointPair, element: PageElement, index: number, lastOfRow: boolean): Check | null {
  const text = textOf(element);
  const found = agreedElement(pair, index, { avoidOwnText: true });
  if (
    found === null ||
    !agreed(pair, text, textOf(found.b)) ||
    leansOn(found.target.locator).some((leant) => /\d/.test(leant))
  )
    return null;
  const row = ownRow(pair, element);
  const label = valueLabel(pair, element, found.target, row);
  const sums = vocabulary.total.test(label) || vocabulary.subtotal.test(label);
  if (sums && isEverybodys(pair)) return null;
  if (row === undefined && element.group !== undefined && (!sums || positional(found.target.locator))) return null;
  const rank = row === undefined ? rankOf(label, text) : lastOfRow && money.test(text) ? rowTotalRank : 50;
  return label === ''
    ? null
    : makeCheck(pair, 'value', rank, { matcher: 'toHaveText', expected: text }, { found, name: label });
}

const nothing = /^(?:free|gratis|kostenlos|gratuite?)$/iu;

/** A part of a bill that costs nothing says so in a word: no sum tells whether it should. */
function freeChecks(pair: CheckpointPair): Check[] {
  const { before, page, name } = pair.a;
  const stayed = before !== null && new URL(before.url).pathname === new URL(page.url).pathname;
  if (!pair.draft.watch.writes || isEverybodys(pair) || (name === 'after' && stayed)) return [];
  return newElements(pair).flatMap(({ element, index }): Check[] => {
    const text = textOf(element);
    const found =
      nothing.test(text) && !element.interactive ? byLabel(agreedElement(pair, index, { avoidOwnText: true })) : null;
    const label = found === null ? '' : valueLabel(pair, element, found.target, undefined);
    return found !== null && vocabulary.subtotal.test(label) && agreed(pair, text, textOf(found.b))
      ? [
          makeCheck(
            pair,
            'value',
            rowTotalRank + 0.5,
            { matcher: 'toHaveText', expected: text },
            { found, name: label },
          ),
        ]
      : [];
  });
}

/** In the row of the scenario's own thing everything is new, whatever stood on the page before; but the first cell may count rows. */
function inOwnRow(pair: CheckpointPair): { element: PageElement; index: number }[] {
  const known = new Set(newElements(pair).map(({ index }) => index));
  return pair.a.page.elements.flatMap((element, index) => {
    const isCell = element.tag === 'td' && (element.siblingIndex ?? 0) > 0 && element.visible !== false;
    return isCell && !known.has(index) && ownRow(pair, element) !== undefined ? [{ element, index }] : [];
  });
}

/** Amounts and counts that the last step brought about, each found by what names it and not by itself. */
export function valueChecks(pair: CheckpointPair): Check[] {
  // Where amounts follow from one another, that is asserted: the amounts themselves are prices of today.
  const reckoned = pair.draft.watch.effects.includes('relation') && relationChecks(pair).length > 0;
  const values = [...newElements(pair), ...inOwnRow(pair)].filter(
    ({ element }) =>
      isValue(element) &&
      !(reckoned && money.test(textOf(element))) &&
      !countsShared(textOf(element)) &&
      (pair.draft.watch.writes || nothingAtAll.test(textOf(element))),
  );
  const lastOfRows = new Set(
    values
      .map(({ element, index }) => [ownRow(pair, element), index] as const)
      .reduce((last, [row, index]) => (row === undefined ? last : last.set(row, index)), new Map<string, number>())
      .values(),
  );
  const checks = [
    ...freeChecks(pair),
    ...values.flatMap(({ element, index }) => valueCheck(pair, element, index, lastOfRows.has(index)) ?? []),
  ];
  return checks.filter(
    (check, at) =>
      checks.findIndex(
        (other) =>
          other.step.key === check.step.key && other.step.expectation.expected === check.step.expectation.expected,
      ) === at,
  );
}
