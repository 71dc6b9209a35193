import { concepts, fillerWords } from './concepts.js';
import { conceptsOfMoreLanguages } from './concepts-of-more-languages.js';

const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** Letters with a stroke or joined are letters of their own to Unicode, and no accents. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', ı: 'i', æ: 'ae', œ: 'oe', đ: 'd' };

/** Lower-case words of a text, without accents and punctuation, in order. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßłøıæœđ]/g, (letter) => plainLetters[letter] ?? letter)
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const fillers = new Set(fillerWords);
const phrases = new Map(
  [conceptsOfMoreLanguages, concepts]
    .flatMap((table) => Object.entries(table))
    .flatMap(([meaning, words]) =>
      words.split('|').map((phrase) => [plainWords(phrase).join(' '), meaning.split(' ')] as const),
    ),
);
const longestPhrase = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));

/** Scripts that put no blanks between words. */
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]{2,}$/u;
const longestUnspaced = Math.max(
  ...[...phrases.keys()].filter((phrase) => unspaced.test(phrase)).map(({ length }) => length),
);
/** Two characters that a page has spread out, as buttons are: `登 录`. */
const spreadOut = /(?<=^\s*\p{sc=Han})\s+(?=\p{sc=Han}\s*$)/u;

/** The known words in a run of characters without blanks, the longest first, and what stands between them. */
function partsOf(word: string): string[] {
  if (!unspaced.test(word)) return [word];
  const parts: string[] = [];
  let between = '';
  for (let at = 0; at < word.length;) {
    let length = Math.min(longestUnspaced, word.length - at);
    while (length > 1 && !phrases.has(word.slice(at, at + length))) length -= 1;
    if (length > 1) {
      if (between) parts.push(between);
      parts.push(word.slice(at, at + length));
      between = '';
    } else between += word[at];
    at += length;
  }
  return between ? [...parts, between] : parts;
}

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
  const words = plainWords(text.replace(spreadOut, '')).flatMap(partsOf);
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
