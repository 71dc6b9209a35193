import { plainWords, readLabel } from '@testforge/knowledge';

const readings = new Map<string, readonly string[]>();
const rememberedLabels = 20_000;

/** Meanings of a label; a page is compared label by label many times over, so they are remembered. */
export function meaningsOf(label: string): readonly string[] {
  const known = readings.get(label);
  if (known) return known;
  if (readings.size >= rememberedLabels) readings.clear();
  const meanings = [...new Set(readLabel(label).meanings)];
  readings.set(label, meanings);
  return meanings;
}

/** Twice what two bags share over all they hold: 0 nothing, 1 the same. Two empty ones share nothing. */
export function dice(a: readonly string[], b: readonly string[]): number {
  const left = new Set(a);
  const right = new Set(b);
  return diceOfSets([...left], [...right]);
}

/** `dice` of lists that hold nothing twice. */
function diceOfSets(a: readonly string[], b: readonly string[]): number {
  const all = a.length + b.length;
  if (all === 0) return 0;
  let shared = 0;
  for (const item of a) if (b.includes(item)) shared += 1;
  return (2 * shared) / all;
}

const compared = new Map<string, Map<string, number>>();
const rememberedLeft = 200;
const rememberedRight = 5_000;

/** How near two labels are by meaning: "Add to cart" and "Add to basket" are 1, "Sign in" and "Sign up" 0. */
export function labelSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  let known = compared.get(a);
  if (!known || known.size >= rememberedRight) {
    if (compared.size >= rememberedLeft) compared.clear();
    compared.set(a, (known = new Map()));
  }
  const told = known.get(b);
  if (told !== undefined) return told;
  const similarity = diceOfSets(meaningsOf(a), meaningsOf(b));
  known.set(b, similarity);
  return similarity;
}

/** Whether two labels say the same thing, word for word of meaning. Half a match is no match. */
export const saysTheSame = (a: string | undefined, b: string | undefined): boolean =>
  !!a && !!b && labelSimilarity(a, b) === 1;

const wordBorders = /(?<=[\p{Ll}\d])(?=\p{Lu})|[^\p{L}\p{N}]+/gu;
const spaced = new Map<string, string>();

/** An identifier as words: `addToCart-2` is `add To Cart 2`. */
export function wordsOfIdentifier(identifier: string): string {
  const known = spaced.get(identifier);
  if (known !== undefined) return known;
  if (spaced.size >= rememberedLabels) spaced.clear();
  const words = identifier.replaceAll(wordBorders, ' ').trim();
  spaced.set(identifier, words);
  return words;
}

/** How near two ids, names or test ids are, by the meaning of their parts. */
export const identifierSimilarity = (a: string, b: string): number =>
  a === '' || b === '' ? 0 : a === b ? 1 : labelSimilarity(wordsOfIdentifier(a), wordsOfIdentifier(b));

const nameSpace = /^.*[.:/]/;
const inParts = new Map<string, string>();

/** Every part of an identifier by its meaning, one that comes twice too. */
function partsOf(identifier: string): string {
  const known = inParts.get(identifier);
  if (known !== undefined) return known;
  if (inParts.size >= rememberedLabels) inParts.clear();
  const parts = readLabel(wordsOfIdentifier(identifier)).meanings.join(' ');
  inParts.set(identifier, parts);
  return parts;
}

/**
 * Whether two identifiers mean the same: equal part for part, where one may have been put into a name space (`cart-total`,
 * `shop.cartTotal`). Two different name spaces (`billing.email`, `shipping.email`) and a longer name mean something else.
 */
export function identifiesTheSame(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return false;
  if (a === b || (partsOf(a) !== '' && partsOf(a) === partsOf(b))) return true;
  if (nameSpace.test(a) === nameSpace.test(b)) return false;
  const [left, right] = [a, b].map((identifier) => partsOf(identifier.replace(nameSpace, '')));
  return left !== '' && left === right;
}

/** Whether one heading says all that the other says: "Summary", "Order summary". */
export function headsTheSame(a: string | undefined, b: string | undefined): boolean {
  const [left, right] = [meaningsOf(a ?? ''), meaningsOf(b ?? '')];
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  return few.length > 0 && few.every((meaning) => many.includes(meaning));
}

const stepsIn = (path: string): number => {
  let steps = 0;
  for (let at = 0; at < path.length; at += 1) if (path[at] !== '/' && (at === 0 || path[at - 1] === '/')) steps += 1;
  return steps;
};

/** Whole steps that two paths begin with alike. */
function stepsInFront(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same += 1;
  const isWhole = (path: string): boolean => same === path.length || path[same] === '/';
  return stepsIn(isWhole(a) && isWhole(b) ? a.slice(0, same) : a.slice(0, a.lastIndexOf('/', same - 1) + 1));
}

/** Whole steps that two paths end with alike. */
function stepsBehind(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[a.length - 1 - same] === b[b.length - 1 - same]) same += 1;
  const tail = a.slice(a.length - same);
  const isWhole = (path: string): boolean =>
    same === path.length || tail.startsWith('/') || path[path.length - 1 - same] === '/';
  return stepsIn(isWhole(a) && isWhole(b) ? tail : tail.slice(tail.indexOf('/') < 0 ? tail.length : tail.indexOf('/')));
}

/** Share of the longer path's steps that two paths have in common, counted from both ends. Written without lists: it is asked thousands of times a decision. */
export function pathSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const [left, right] = [stepsIn(a), stepsIn(b)];
  const longest = Math.max(left, right);
  if (longest === 0) return 1;
  const front = stepsInFront(a, b);
  const back = Math.min(stepsBehind(a, b), Math.min(left, right) - front);
  return (front + back) / longest;
}

const shortestPrefix = 3;
const shortestPart = 4;

/** Twice the pairs of letters that two words share over all they have. */
function lettersInCommon(short: string, long: string): number {
  let shared = 0;
  for (let at = 0; at + 1 < short.length; at += 1) if (long.includes(short.slice(at, at + 2))) shared += 1;
  return (2 * shared) / (short.length + long.length - 2);
}

/** How near two words are as they are written: `pass` and `password`, `usergender` and `gender`, `colour` and `color`. */
export function wordSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const share = short.length / long.length;
  if (short.length < shortestPrefix) return 0;
  if (long.startsWith(short)) return 0.6 + 0.4 * share;
  if (short.length < shortestPart) return 0;
  if (long.includes(short)) return 0.5 + 0.4 * share;
  if (share < 0.5) return 0;
  const near = lettersInCommon(short, long);
  return near >= 0.6 ? 0.9 * near : 0;
}

/** A text or identifier prepared for comparisons that forgive the writing. */
interface Writing {
  words: string;
  joined: string;
  meanings: readonly string[];
  tokens: readonly string[];
}
const writings = new Map<string, Writing>();

/** Scripts that put no blanks between words: their letters stand for words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/gu;

function writingOf(text: string): Writing {
  const known = writings.get(text);
  if (known) return known;
  if (writings.size >= rememberedLabels) writings.clear();
  const words = wordsOfIdentifier(text);
  const plain = plainWords(words);
  const meanings = meaningsOf(words);
  const letters = words.match(unspaced) ?? [];
  const tokens = [...new Set([...meanings, ...plain.filter((word) => word.length > 1), ...letters])];
  const writing = { words, joined: plain.join(''), meanings, tokens };
  writings.set(text, writing);
  return writing;
}

function coverage(wanted: readonly string[], offered: readonly string[]): number {
  let sum = 0;
  for (const word of wanted) {
    let best = 0;
    for (const other of offered) if (best < 1) best = Math.max(best, wordSimilarity(word, other));
    sum += best;
  }
  return wanted.length === 0 ? 0 : sum / wanted.length;
}

/** Share of the words wanted that are said by any of several texts: `end_date` by a date field that is called "End". */
export function sharedOut(wanted: string, offered: readonly (string | undefined)[]): number {
  const { tokens } = writingOf(wanted);
  const said = tokens.filter((token) => offered.some((text) => text && writingOf(text).tokens.includes(token)));
  return tokens.length === 0 ? 0 : said.length / tokens.length;
}

const bothWays = (wanted: readonly string[], offered: readonly string[]): number =>
  0.7 * coverage(wanted, offered) + 0.3 * coverage(offered, wanted);

/**
 * How well `offered` answers to `wanted`, forgiving how words are written and joined: most for saying all that is
 * wanted, a little for saying nothing else. `id=last_name` is answered by a field labelled "Surname".
 */
export function answersTo(wanted: string, offered: string): number {
  const [left, right] = [writingOf(wanted), writingOf(offered)];
  if (left.joined === '' || right.joined === '') return 0;
  if (left.joined === right.joined || saysTheSame(left.words, right.words)) return 1;
  const long = left.joined.length >= shortestPart && right.joined.length >= shortestPart;
  return Math.max(
    bothWays(left.meanings, right.meanings),
    bothWays(left.tokens, right.tokens),
    long ? 0.9 * wordSimilarity(left.joined, right.joined) : 0,
  );
}
