import type { ListOrder } from '@testforge/core';
import { amountIn } from './amount.js';

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const quoted = (text: string): string => `“${tidy(text).slice(0, 60)}”`;

/** The one number in a text such as `41 products`; null where there is none or more than one. */
export function countIn(text: string): number | null {
  const [number, ...others] = text.match(/\d[\d.,'’\u00a0]*\d|\d/g) ?? [];
  return number === undefined || others.length > 0 ? null : Number(number.replace(/\D/g, ''));
}

/** How many of a list stand on a page of it, by texts that count all of it and a full page, and the number of the page; without that, on the last. */
export function restOf(all: string, full: string, page?: string): string {
  const [total, size] = [countIn(all), countIn(full)];
  const number = page === undefined ? Math.ceil((total ?? 0) / (size || 1)) : countIn(page);
  if (!total || !size || !number) return 'nothing to count';
  return String(Math.max(0, Math.min(size, total - size * (number - 1))));
}

/** The wanted text where there are texts and each contains it; else which does not. */
export function eachContains(texts: readonly string[], wanted: string): string {
  const lacking = texts.find((text) => !tidy(text).includes(tidy(wanted)));
  if (texts.length === 0) return 'nothing is listed';
  return lacking === undefined ? wanted : `${quoted(lacking)} without ${quoted(wanted)}`;
}

const money =
  /(?:\p{Sc}|(?<!\p{L})(?:USD|EUR|GBP|CHF|CAD)) ?\d[\d.,'’\u00a0]*|\d[\d.,'’\u00a0]* ?(?:\p{Sc}(?! ?\d)|(?:USD|EUR|GBP|CHF|CAD)(?!\p{L}| ?\d))/u;
const letter = (text: string): string =>
  /\p{L}/u.exec(text.normalize('NFKD').replace(/\p{M}/gu, ''))?.[0].toLowerCase() ?? '';

/** What a text is sorted by: its amount of money or else its number, its day, its first letter. Null where it has none. */
const keys: Record<string, (text: string) => number | string | null> = {
  amounts: (text) => amountIn(money.exec(text)?.[0] ?? text),
  days: (text) => /\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null,
  letters: (text) => letter(text) || null,
};

/** The wanted order where at least two of the texts can be compared and are in it; else where it breaks. */
export function inOrder(texts: readonly string[], wanted: ListOrder): string {
  const [kind = '', direction] = wanted.split(' ');
  const known = texts.flatMap((text) => {
    const key = keys[kind]?.(text) ?? null;
    return key === null ? [] : [{ text, key }];
  });
  if (known.length < 2) return 'nothing to compare';
  for (const [at, { text, key }] of known.entries()) {
    const next = known[at + 1];
    if (next !== undefined && (direction === 'rising' ? key > next.key : key < next.key))
      return `${quoted(text)} before ${quoted(next.text)}`;
  }
  return wanted;
}
