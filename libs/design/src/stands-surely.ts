import type { PageSnapshot } from '@testforge/core';
import { textOf } from './checkpoint-pair.js';
import { nextParts } from './next-part.js';
import type { OwnText } from './own-value.js';
import { rowSets } from './row-sets.js';
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

/**
 * Whether what was made is also shown there tomorrow: on the first page of a list that goes on only what stands at its top
 * is, for what tests leave behind pushes the rest on to the next page.
 */
export function standsSurely(page: PageSnapshot, { text }: Pick<OwnText, 'text'>): boolean {
  if (!goesOn(page)) return true;
  return rowSets(page).some(({ rows }) => {
    const at = rows.findIndex((row) => textOf(row).includes(text));
    return at >= 0 && at <= mostBefore;
  });
}
