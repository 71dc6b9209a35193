import type { Fingerprint } from '@testforge/core';
import { readLabel } from '@testforge/knowledge';

const weighty = new Set(['remove', 'cancel', 'logout', 'pay', 'clear', 'reset', 'reject', 'disable']);

/** What its label says it does of that which cannot be taken back: deletes, cancels, pays, logs out and the like. */
export const weightyMeanings = (element: Fingerprint): string[] =>
  readLabel(`${element.name ?? ''} ${element.text ?? ''}`).meanings.filter((meaning) => weighty.has(meaning));
