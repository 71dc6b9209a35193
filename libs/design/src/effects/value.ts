import type { PageElement, Target } from '@testforge/core';
import {
  agreed,
  agreedElement,
  leansOn,
  makeCheck,
  newElements,
  positional,
  textOf,
  tidy,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { vocabulary } from '../vocabulary.js';
import { countsShared } from '../volatile-text.js';

const money = /\p{Sc}|(?<!\p{L})(?:USD|EUR|GBP|CHF|CAD|kr|zł)(?!\p{L})|\d[.,]\d{2}(?!\d)/u;
/** A count of nothing is the app's answer and no total that others change. */
const nothingAtAll = /(?<!\d)0(?!\d)/;
const number = /^\D{0,16}\d[\d.,\s'’]*\D{0,16}$/u;

/** The thing in whose row or card the value stands. */
const rowOf = (pair: CheckpointPair, element: PageElement): string | undefined => {
  const row = element.group === undefined ? undefined : pair.a.page.elements[Number(element.group)];
  return row === undefined
    ? undefined
    : pair.draft.watch.mentions.find((mention) => textOf(row).includes(tidy(mention)));
};

const inWords = (testId: string): string => testId.replace(/[-_]+/g, ' ').trim();

/** What the value is called: by its row, the text its locator leans on, a label of its own, or the text beside it. Empty when nothing names it. */
function valueLabel(element: PageElement, target: Target, row: string | undefined): string {
  if (row !== undefined) return element.testId === undefined ? row : `${inWords(element.testId)} of ${row}`;
  const leant = leansOn(target.locator).find((text) => /\p{L}{2}/u.test(text));
  const own = tidy(element.name) === textOf(element) ? '' : tidy(element.name);
  const beside = (element.neighbourTexts ?? [])
    .map(tidy)
    .find((text) => /\p{L}{2}/u.test(text) && text.length <= 40 && text !== textOf(element));
  return (leant || tidy(element.label) || own || beside || '').replace(/[:：]$/, '');
}

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
    text.length <= 40 &&
    number.test(text) &&
    !['row', 'table', 'list', 'listitem'].includes(element.role ?? '')
  );
};

/** A total says most; the last amount in the row of the scenario's own thing, where a line's total stands, says more than what is below it. */
const rowTotalRank = 79;

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
  const row = rowOf(pair, element);
  const label = valueLabel(element, found.target, row);
  const sums = vocabulary.total.test(label) || vocabulary.subtotal.test(label);
  if (row === undefined && element.group !== undefined && (!sums || positional(found.target.locator))) return null;
  const rank = row === undefined ? rankOf(label, text) : lastOfRow && money.test(text) ? rowTotalRank : 50;
  return label === ''
    ? null
    : makeCheck(pair, 'value', rank, { matcher: 'toHaveText', expected: text }, { found, name: label });
}

/** Amounts and counts that the last step brought about, each found by what names it and not by itself. */
export function valueChecks(pair: CheckpointPair): Check[] {
  const values = newElements(pair).filter(
    ({ element }) =>
      isValue(element) &&
      !countsShared(textOf(element)) &&
      (pair.draft.watch.writes || nothingAtAll.test(textOf(element))),
  );
  const lastOfRows = new Set(
    values
      .map(({ element, index }) => [rowOf(pair, element), index] as const)
      .reduce((last, [row, index]) => (row === undefined ? last : last.set(row, index)), new Map<string, number>())
      .values(),
  );
  const checks = values.flatMap(({ element, index }) => valueCheck(pair, element, index, lastOfRows.has(index)) ?? []);
  return checks.filter(
    (check, at) =>
      checks.findIndex(
        (other) =>
          other.step.key === check.step.key && other.step.expectation.expected === check.step.expectation.expected,
      ) === at,
  );
}
