import type { Fingerprint } from '@testforge/core';
import { labelSimilarity, meaningsOf } from './similarity.js';

/** How much it tells on this page that an element says a word, or that a text stands beside it: the more the fewer do. */
export interface Rarity {
  ofWord(meaning: string): number;
  ofNeighbour(text: string): number;
}

const said = ({ name, text, label, placeholder }: Fingerprint): string => name ?? text ?? label ?? placeholder ?? '';

const count = (counts: Map<string, number>, keys: Iterable<string>): void => {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** As if the page were a little longer: of a page of three elements little can be told about what is rare. */
const assumed = 10;

function countPage(elements: readonly Fingerprint[]): Rarity {
  const words = new Map<string, number>();
  const neighbours = new Map<string, number>();
  for (const element of elements) {
    count(words, meaningsOf(said(element)));
    count(neighbours, new Set(element.neighbourTexts));
  }
  const weigh = (times = 0): number => Math.log((elements.length + assumed) / (times + 1));
  return {
    ofWord: (meaning) => weigh(words.get(meaning)),
    ofNeighbour: (text) => weigh(neighbours.get(text)),
  };
}

const counted = new WeakMap<readonly Fingerprint[], Rarity>();

/** What is rare on a page; counted once for all that is lost on it. */
export function rarityOn(elements: readonly Fingerprint[]): Rarity {
  const known = counted.get(elements);
  if (known) return known;
  const rarity = countPage(elements);
  counted.set(elements, rarity);
  return rarity;
}

/**
 * `labelSimilarity` where a word that half of the page says counts for next to nothing: among thirty links called "First link",
 * "Second link" and so on, "link" tells none from another.
 */
export function tellingSimilarity(a: string, b: string, rarity: Rarity | undefined): number {
  const plain = labelSimilarity(a, b);
  if (plain === 0 || plain === 1 || !rarity) return plain;
  const [left, right] = [meaningsOf(a), meaningsOf(b)];
  let [all, shared] = [0, 0];
  for (const word of left) {
    const weight = rarity.ofWord(word);
    all += weight;
    if (right.includes(word)) shared += 2 * weight;
  }
  for (const word of right) all += rarity.ofWord(word);
  return all === 0 ? 0 : shared / all;
}
