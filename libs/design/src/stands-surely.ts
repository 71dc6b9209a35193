import { inOrder } from '@testforge/browser';
import type { PageSnapshot } from '@testforge/core';
import { textOf } from './checkpoint-pair.js';
import { nextParts } from './next-part.js';
import type { OwnText } from './own-value.js';
import { columnsOf, rowSets, type RowSet } from './row-sets.js';
import { vocabulary } from './vocabulary.js';

/** So many others may be made between the making and the look. */
const mostBefore = 1;

/** Whether the list of a page goes on behind it. */
export const goesOn = (page: PageSnapshot): boolean =>
  nextParts(page).length > 0 ||
  page.elements.some(
    ({ role, name, text, visible, enabled }) =>
      role === 'button' && visible !== false && enabled !== false && vocabulary.further.test(name ?? text ?? ''),
  );

/** Fewer rows, or rows that begin with fewer letters, may stand in that order by chance. */
const leastRows = 4;
const leastLetters = 3;

/** Whether the list is sorted by what the thing is called: then it stands at the top for its name alone, and others come before it. */
const isByName = (page: PageSnapshot, set: RowSet, text: string): boolean =>
  set.rows.length >= leastRows &&
  columnsOf(page, set).some(
    ({ texts }) =>
      texts.some((each) => each.includes(text)) &&
      new Set(texts.map((each) => each.slice(0, 1).toLowerCase())).size >= leastLetters &&
      (['letters rising', 'letters falling'] as const).some((order) => inOrder(texts, order) === order),
  );

/**
 * Whether what was made is also shown there tomorrow: on the first page of a list that goes on only what stands at its top
 * is, for what tests leave behind pushes the rest on to the next page; and not where it stands there for its name.
 */
export function standsSurely(page: PageSnapshot, { text }: Pick<OwnText, 'text'>): boolean {
  if (!goesOn(page)) return true;
  return rowSets(page).some((set) => {
    const at = set.rows.findIndex((row) => textOf(row).includes(text));
    return at >= 0 && at <= mostBefore && !isByName(page, set, text);
  });
}
