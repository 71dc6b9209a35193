import { isInside } from '@testforge/browser';
import type { PageSnapshot } from '@testforge/core';
import { textOf } from './checkpoint-pair.js';
import type { OwnText } from './own-value.js';
import { ownRows } from './record-way.js';

/** What the cells of the record's row say, and the pictures in them, by where they stand in it. */
export function rowParts(page: PageSnapshot, own: OwnText): Map<string, string> {
  const row = ownRows(page, own)[0];
  const start = `${row?.xpath ?? ''}/`;
  return new Map(
    page.elements.flatMap((element): [string, string][] => {
      const { xpath = '', tag, role, name = '', visible } = element;
      if (row === undefined || visible === false || !isInside(element, row) || !xpath.startsWith(start)) return [];
      const said = role === 'img' ? name : tag === 'td' ? textOf(element) : '';
      return said === '' || said.includes(own.text) ? [] : [[xpath.slice(start.length), said]];
    }),
  );
}
