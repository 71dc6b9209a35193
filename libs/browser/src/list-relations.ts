import type { ListOrder } from '@testforge/core';
import { amountIn } from './amount.js';
import { daysIn } from './days-in.js';

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const quoted = (text: string): string => `“${tidy(text).slice(0, 60)}”`;

/** “1–12 of 41”: the part of a list that is shown, before how many there are in all. */
const part = /\d+\s?(?:[-–—]|to|bis|à|a)\s?\d+\s(?:of|von|sur|de)(?=\s\D{0,9}\d)/iu;

/** The one number in a text such as `41 products` or `1–12 of 41`; null where there is none or more than one. */
export function countIn(text: string): number | null {
  const [number, ...others] = text.replace(part, '').match(/\d[\d.,'’\u00a0]*\d|\d/g) ?? [];
  return number === undefined || others.length > 0 ? null : Number(number.replace(/\D/g, ''));
}

/** How many of a list stand on a page of it, by texts that count all of it and a full page, and the number of the page; without that, on the last. */
export function restOf(all: string, full: string, page?: string): string {
  const [total, size] = [countIn(all), countIn(full)];
  const number = page === undefined ? Math.ceil((total ?? 0) / (size || 1)) : countIn(page);
  if (!total || !size || !number) return 'nothing to count';
  return String(Math.max(0, Math.min(size, total - size * (number - 1))));
}

const lastNumber = /(?:\d[\d.,'’\u00a0]*\d|\d)(?=\D*$)/;

/**
 * A text that counts something, with the number of another that counts the same; as it is where that lies between its own and
 * what the same place said earlier.
 */
export function recount(now: string, earlier: string, seen: string): string {
  const [own, before, counted] = [countIn(now), countIn(earlier), countIn(seen)];
  if (own === null || before === null || counted === null) return 'nothing to count';
  const isBetween = counted >= Math.min(own, before) && counted <= Math.max(own, before);
  return isBetween ? now : now.replace(lastNumber, () => String(counted));
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

type Keys = (number | string | null)[];

/** What texts are sorted by: their amounts of money or else their numbers, their days, their first letters; null where one has none. Days and letters may read in two ways. */
const keys: Record<string, (texts: readonly string[]) => Keys[]> = {
  amounts: (texts) => [texts.map((text) => amountIn(money.exec(text)?.[0] ?? text))],
  days: daysIn,
  // Many an app puts all capitals before all small letters.
  letters: (texts) => [
    texts.map((text) => letter(text) || null),
    texts.map((text) => /\p{L}/u.exec(text)?.[0] ?? null),
  ],
};

/** Where the order breaks; null where it holds for two at least. */
function breakOf(texts: readonly string[], own: Keys, direction: string | undefined): string | null {
  const known = texts.flatMap((text, at) => {
    const key = own[at] ?? null;
    return key === null ? [] : [{ text, key }];
  });
  if (known.length < 2) return 'nothing to compare';
  for (const [at, { text, key }] of known.entries()) {
    const next = known[at + 1];
    if (next !== undefined && (direction === 'rising' ? key > next.key : key < next.key))
      return `${quoted(text)} before ${quoted(next.text)}`;
  }
  return null;
}

/** The wanted order where at least two of the texts can be compared and are in it; else where it breaks. */
export function inOrder(texts: readonly string[], wanted: ListOrder): string {
  const [kind = '', direction] = wanted.split(' ');
  const breaks = (keys[kind]?.(texts) ?? []).map((own) => breakOf(texts, own, direction));
  return breaks.includes(null) ? wanted : (breaks[0] ?? 'nothing to compare');
}
