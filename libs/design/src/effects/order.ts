import { inOrder, saysDay } from '@testforge/browser';
import { listOrders, type ListOrder, type PageSnapshot } from '@testforge/core';
import { makeCheck, textOf, type CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import type { Check } from '../observation.js';
import { columnsOf, rowSets, type Column, type RowSet } from '../row-sets.js';
import { dayOrderChecks } from './day-order.js';
import { listAsSubject } from './each.js';

const leastRows = 3;
const money = /\p{Sc} ?\d|\d ?\p{Sc}|\d[.,]\d{2}(?!\d)/u;
/** With a weekday before it and a time behind. */
const longestDay = 40;
const number = /^\D{0,4}\d[\d.,'’\u00a0]*\D{0,12}$/u;

/** What a column can be sorted by, as far as its texts tell. */
const fits: Record<string, (text: string) => boolean> = {
  amounts: (text) => !saysDay(text) && (money.test(text) || number.test(text)),
  days: (text) => text.length <= longestDay && saysDay(text),
  letters: (text) => /\p{L}{2}/u.test(text) && text.length <= 120,
};

/** The rows themselves by the money in them, and each of their parts. */
function comparable(page: PageSnapshot, set: RowSet): Column[] {
  const whole = { locator: set.locator, texts: set.rows.map(textOf) };
  return [...(whole.texts.every((text) => money.test(text)) ? [whole] : []), ...columnsOf(page, set)];
}

/** Orders that the words of what was chosen allow. */
function wantedOrders({ sorted }: Draft['watch']): ListOrder[] {
  return listOrders.filter((order) => {
    const [kind, direction] = order.split(' ');
    return (
      sorted?.kinds.some((each) => each === kind) && (sorted.direction === undefined || sorted.direction === direction)
    );
  });
}

const opposite = (order: ListOrder): ListOrder =>
  listOrders.find((each) => each !== order && each.split(' ')[0] === order.split(' ')[0]) ?? order;

/** What is all the same stands in any order. */
const tellsOrder = (texts: readonly string[], order: ListOrder): boolean =>
  inOrder(texts, opposite(order)) !== opposite(order);

const isOf = ({ position }: Column, column: number | undefined): boolean => column === undefined || position === column;

const sameColumn = (page: PageSnapshot, { locator }: Column): string[] =>
  rowSets(page)
    .flatMap((set) => comparable(page, set))
    .find((other) => JSON.stringify(other.locator) === JSON.stringify(locator))?.texts ?? [];

/**
 * The list stands in an order in which it did not stand before, and its next part in the same: the relation alone, never
 * which rows there are.
 */
export function orderChecks(pair: CheckpointPair): Check[] {
  const { sorted } = pair.draft.watch;
  const { before } = pair.a;
  if (sorted === undefined || before === null) return dayOrderChecks(pair);
  const isNext = pair.a.name === 'next';
  return rowSets(pair.a.page, leastRows)
    .flatMap((set) => comparable(pair.a.page, set).map((column) => ({ column, rows: set.rows })))
    .filter(({ column }) => isOf(column, sorted.column) && new Set(column.texts).size >= leastRows)
    .flatMap(({ column, rows }) => {
      const [second, earlier] = [sameColumn(pair.b.page, column), sameColumn(before, column)];
      const order = wantedOrders(pair.draft.watch).find(
        (each) =>
          column.texts.every(fits[each.split(' ')[0] ?? ''] ?? (() => false)) &&
          inOrder(column.texts, each) === each &&
          inOrder(second, each) === each &&
          earlier.length > 0 &&
          (inOrder(earlier, each) === each && (isNext || tellsOrder(earlier, each))) === isNext,
      );
      if (order === undefined) return [];
      const found = listAsSubject({ locator: column.locator, rows });
      return [
        makeCheck(
          pair,
          'order',
          87,
          { matcher: 'toBeInOrder', expected: order },
          { found, name: order, words: 'the rows' },
        ),
      ];
    })
    .slice(0, 2);
}
