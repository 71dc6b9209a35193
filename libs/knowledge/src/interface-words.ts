import { concepts, fillerWords } from './concepts.js';

const fillers = new Set(fillerWords);
const phrases = new Map(
  Object.entries(concepts).flatMap(([meaning, words]) =>
    words.split('|').map((phrase) => [phrase, meaning.split(' ')] as const),
  ),
);
const longestPhrase = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** Lower-case words of a text, without accents and punctuation, in order. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

interface Reading {
  /** Meanings of what is interface vocabulary, the bare word (singular) of what is not; fillers left out. */
  meanings: string[];
  /** Whether every word stands in the list of interface vocabulary or is a filler, with at least one meaning. */
  known: boolean;
}

function phraseAt(
  words: readonly string[],
  start: number,
): { meanings: readonly string[]; length: number; listed: boolean } | null {
  for (let length = Math.min(longestPhrase, words.length - start); length > 0; length -= 1) {
    const phrase = words.slice(start, start + length).join(' ');
    const listed = phrases.get(phrase);
    const meanings = listed ?? phrases.get(singular(phrase));
    if (meanings) return { meanings, length, listed: listed !== undefined };
  }
  return null;
}

/** Reads a label by meaning, longest phrases first: "Add to basket" and "Add to cart" read the same. */
export function readLabel(text: string): Reading {
  const words = plainWords(text);
  const meanings: string[] = [];
  let known = true;
  for (let at = 0; at < words.length;) {
    const phrase = phraseAt(words, at);
    const word = words[at] ?? '';
    if (phrase) {
      meanings.push(...phrase.meanings);
      known &&= phrase.listed;
    } else if (!fillers.has(word)) {
      known = false;
      meanings.push(singular(word));
    }
    at += phrase?.length ?? 1;
  }
  return { meanings, known: known && meanings.length > 0 };
}
