import { inOrder } from '@testforge/browser';
import type { ListOrder, PageSnapshot } from '@testforge/core';
import { makeCheck, textOf, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { columnsOf, rowSets, type Column, type RowSet } from '../row-sets.js';
import { listAsSubject } from './each.js';

const leastRows = 3;
const isDay = /^\d{4}-\d{2}-\d{2}$/;
const orders: readonly ListOrder[] = ['days falling', 'days rising'];

/** A column of days by which all rows of a list stand in order. */
export interface DayOrder {
  locator: Column['locator'];
  order: ListOrder;
}

interface DayColumn extends Column {
  rows: RowSet['rows'];
}

/** Columns that show nothing but days, and three of them at least. */
const dayColumns = (page: PageSnapshot): DayColumn[] =>
  rowSets(page, leastRows).flatMap((set) =>
    columnsOf(page, set)
      .filter(({ texts }) => texts.every((text) => isDay.test(text)) && new Set(texts).size >= leastRows)
      .map((column) => ({ ...column, rows: set.rows })),
  );

const isSame = (a: Column['locator'], b: Column['locator']): boolean => JSON.stringify(a) === JSON.stringify(b);
const orderOf = ({ texts }: Column): ListOrder | undefined => orders.find((each) => inOrder(texts, each) === each);

/** The earliest day that a list shows; null where none of its columns shows days alone. */
export const earliestDay = (page: PageSnapshot): string | null =>
  dayColumns(page)
    .flatMap(({ texts }) => texts)
    .sort()[0] ?? null;

/**
 * The order by days in which a list stood before and after the day of the row that says `texts` was changed so that it had
 * to move from one end to the other: what only happens to be in order does not stay so.
 */
export function dayOrder(
  [before, after]: readonly [PageSnapshot, PageSnapshot],
  [was, is]: readonly [string, string],
): DayOrder | null {
  for (const column of dayColumns(after)) {
    const earlier = dayColumns(before).find(({ locator }) => isSame(locator, column.locator));
    const [first, second] = [earlier, column].map((each, at) => each && placeOf(each, at === 0 ? was : is));
    const order = orderOf(column);
    const hasMoved = first !== undefined && second !== undefined && first >= 0 && second >= 0 && first !== second;
    if (hasMoved && earlier !== undefined && order !== undefined && orderOf(earlier) === order)
      return { locator: column.locator, order };
  }
  return null;
}

const placeOf = ({ rows }: DayColumn, text: string): number => rows.findIndex((row) => textOf(row).includes(text));

/** What was seen to be in order by its days still is, whichever rows there are. */
export function dayOrderChecks(pair: CheckpointPair): Check[] {
  const { inDays } = pair.a;
  if (inDays === undefined) return [];
  const [a, b] = [pair.a, pair.b].map(({ page }) =>
    dayColumns(page).find(({ locator }) => isSame(locator, inDays.locator)),
  );
  if (a === undefined || b === undefined || orderOf(b) !== inDays.order) return [];
  const found = listAsSubject({ locator: inDays.locator, rows: a.rows });
  const expectation = { matcher: 'toBeInOrder' as const, expected: inDays.order };
  return [makeCheck(pair, 'order', 82, expectation, { found, name: inDays.order, words: 'the rows' })];
}
