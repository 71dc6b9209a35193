import type { Fingerprint } from '@testforge/core';
import { answersTo, labelSimilarity } from '../similarity.js';
import type { Comparison, View } from './comparison.js';

/** Every text that an element may be known by; a text may move from one to another (a word becomes an icon with a label). */
export const textsOf = (element: Fingerprint): string[] => {
  const { name, text, label, alt, title, placeholder } = element;
  // A button's value is its text.
  const value = element.type === 'submit' || element.type === 'button' ? element.value : undefined;
  return [...new Set([name, text, label, alt, title, placeholder, value])].filter((one): one is string => !!one);
};

const nearest = (text: string, others: readonly string[]): number =>
  Math.max(0, ...others.map((other) => labelSimilarity(text, other)));

const longestWritten = 60;

/** Alike as they are written, where nothing is alike in meaning: "Log" and "Logs", "Update profile" and "Updating". */
const written = (text: string, others: readonly string[]): number =>
  text.length > longestWritten
    ? 0
    : Math.max(0, ...others.map((other) => (other.length > longestWritten ? 0 : answersTo(text, other))));

/** What is seen of an element counts less than its name for those who do not see, which tells it from others that look the same. */
const seenShare = 0.8;

const isSeenOtherwise = (text: string | undefined, own: string): text is string =>
  !!text && text !== own && text.length <= longestWritten;

/** By its name or, where the name is not what is seen, by that. */
const knownBy = (lost: Fingerprint, own: string, others: readonly string[]): number =>
  Math.max(nearest(own, others), isSeenOtherwise(lost.text, own) ? seenShare * nearest(lost.text, others) : 0);

/** As it is read, whatever its case and blanks. */
const plainly = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** What kind of value is shown: an amount, a number with words, words. The value itself says nothing. */
const shapeOfValue = (text: string): string =>
  /\d/.test(text) ? text.replaceAll(/\d[\d.,\s]*/g, '#').replaceAll(/\p{L}+/gu, 'a') : 'words';

/** By what it says: accessible name or text, label, placeholder; by meaning. */
export function compareText(lost: Fingerprint, found: Fingerprint, view: View): Comparison {
  const own = lost.name ?? lost.text ?? lost.alt ?? lost.title;
  const others = textsOf(found);
  if (!view.ownTextCounts) {
    const value = lost.text ?? lost.name;
    if (!value) return {};
    const shape = Number(shapeOfValue(value) === shapeOfValue(found.text ?? found.name ?? ''));
    return { shape, ...(view.ownTextHints ? { hint: nearest(value, others) } : {}) };
  }
  const ownText = own ? knownBy(lost, own, others) : 0;
  const exact = own ? Number(others.some((other) => plainly(other) === plainly(own))) : 0;
  const meaning = own && others[0] ? (view.meaning?.(own, others[0]) ?? null) : null;
  return {
    ...(own ? { exact, ownText, written: ownText === 1 ? 1 : written(own, others) } : {}),
    ...(meaning === null ? {} : { meaning }),
    ...(lost.label && lost.label !== own ? { label: nearest(lost.label, others) } : {}),
    ...(lost.placeholder && lost.placeholder !== own ? { placeholder: nearest(lost.placeholder, others) } : {}),
  };
}
