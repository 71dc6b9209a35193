import type { PageElement } from '@testforge/core';
import { makeCheck, textOf, type AgreedElement, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { rowSets, sameRows, type RowSet } from '../row-sets.js';

/** A next part with fewer rows may be gone tomorrow. */
const leastOfNext = 3;
/** Of fewer rows it may be chance that each has a price. */
const leastPriced = 4;

/** A list as the subject of a check. */
export function listAsSubject({ locator, rows }: Pick<RowSet, 'locator' | 'rows'>): AgreedElement {
  const { tag, role } = rows[0] ?? { tag: 'body', role: undefined };
  const element = { tag, ...(role === undefined ? {} : { role }), interactive: false };
  const target = { locator, fingerprint: { tag, ...(role === undefined ? {} : { role }) } };
  return { target, locators: [locator], a: element, b: element };
}

const currencyOf = (row: PageElement | undefined): string | undefined =>
  /(\p{Sc}) ?\d|\d ?(?=(\p{Sc}))/u
    .exec(row === undefined ? '' : textOf(row))
    ?.slice(1)
    .find(Boolean);

/** Where all that is offered has its price, each row shows one; which, is today's. */
function pricedChecks(pair: CheckpointPair): Check[] {
  const set = rowSets(pair.a.page, leastPriced)[0];
  const sign = currencyOf(set?.rows[0]);
  if (set === undefined || sign === undefined) return [];
  const isPriced = (row: PageElement): boolean => currencyOf(row) === sign;
  const others = sameRows(pair.b.page, set, leastPriced);
  if (others.length === 0 || !set.rows.every(isPriced) || !others.every(isPriced)) return [];
  const expectation = { matcher: 'toEachContain' as const, expected: sign };
  return [makeCheck(pair, 'each', 60, expectation, { found: listAsSubject(set), name: 'price', words: 'row' })];
}

/** Every row shows what was asked for, and not every row did before; on the next part of the list as on the first. */
export function eachChecks(pair: CheckpointPair): Check[] {
  const { chosen } = pair.draft.watch;
  const { before } = pair.a;
  if (chosen === undefined) return pricedChecks(pair);
  if (before === null) return [];
  const shows = (rows: RowSet['rows']): boolean => rows.length > 0 && rows.every((row) => textOf(row).includes(chosen));
  const isNext = pair.a.name === 'next';
  return rowSets(pair.a.page, isNext ? leastOfNext : 1)
    .filter((set) => shows(set.rows) && shows(sameRows(pair.b.page, set)) && shows(sameRows(before, set)) === isNext)
    .slice(0, 2)
    .map((set) =>
      makeCheck(
        pair,
        'each',
        86,
        { matcher: 'toEachContain', expected: chosen },
        { found: listAsSubject(set), name: chosen, words: 'row' },
      ),
    );
}
