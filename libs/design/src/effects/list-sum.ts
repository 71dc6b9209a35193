import type { PageElement } from '@testforge/core';
import { agreedElement, makeCheck, textOf, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import { sumOfColumn, type ListTotal } from '../designers/totals.js';
import type { Check } from '../observation.js';
import { columnsOf, rowSets } from '../row-sets.js';
import { titled } from '../step-title.js';

/** More than what is said of one row, less than what is reckoned of named parts. */
const rank = 81;

/** What a page says that the rows come to among which the scenario's own thing stands. */
function totalsWithOwn({ page, own = [] }: CheckpointPair['a']): ListTotal[] {
  const isOwn = (row: PageElement): boolean => own.some(({ text }) => text !== '' && textOf(row).includes(tidy(text)));
  return rowSets(page)
    .filter(({ rows }) => rows.some(isOwn))
    .flatMap((set) => columnsOf(page, set).flatMap((column) => sumOfColumn(page, set, column) ?? []));
}

/** By what two totals are the same in both carryings-out: of larger amounts one may have a figure more. */
const shapeOf = ({ parts, written }: ListTotal): string =>
  JSON.stringify([parts.locator, written?.replace(/0+/g, '0')]);

/** The sum of a list to which the scenario added something is what the list says it comes to, whatever stands there beside it. */
export function listSums(pair: CheckpointPair): Check[] {
  const others = new Set(totalsWithOwn(pair.b).map(shapeOf));
  const total = totalsWithOwn(pair.a).find((each) => others.has(shapeOf(each)));
  const index = total === undefined ? -1 : pair.a.page.elements.indexOf(total.element);
  const found = index < 0 ? null : agreedElement(pair, index, { avoidOwnText: true });
  if (total === undefined || found === null || total.written === null) return [];
  const { parts, written, label } = total;
  const remember = titled({
    kind: 'remember',
    key: 'remember-amounts',
    phase: 'when',
    target: parts,
    name: 'amounts',
    sum: written,
  });
  const value = { kind: 'remembered' as const, name: 'amounts' };
  const check = makeCheck(
    pair,
    'relation',
    rank,
    { matcher: 'toHaveText', expected: null, value },
    { found, name: label || 'the sum' },
  );
  return remember.kind === 'remember' ? [{ ...check, before: [remember] }] : [];
}
