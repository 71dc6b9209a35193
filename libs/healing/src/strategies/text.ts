import type { Fingerprint } from '@testforge/core';
import { labelSimilarity } from '../similarity.js';
import type { Comparison, View } from './comparison.js';

/** Every text that an element may be known by; a text may move from one to another (a word becomes an icon with a label). */
const textsOf = (element: Fingerprint): string[] =>
  [element.name, element.text, element.label, element.alt, element.title, element.placeholder].filter(
    (text): text is string => !!text,
  );

const nearest = (text: string, others: readonly string[]): number =>
  Math.max(0, ...others.map((other) => labelSimilarity(text, other)));

/** By what it says: accessible name or text, label, placeholder; by meaning, in four languages. */
export function compareText(lost: Fingerprint, found: Fingerprint, view: View): Comparison {
  const own = lost.name ?? lost.text ?? lost.alt ?? lost.title;
  const others = textsOf(found);
  return {
    ...(own && view.ownTextCounts ? { ownText: nearest(own, others) } : {}),
    ...(lost.label && lost.label !== own ? { label: nearest(lost.label, others) } : {}),
    ...(lost.placeholder && lost.placeholder !== own ? { placeholder: nearest(lost.placeholder, others) } : {}),
  };
}
