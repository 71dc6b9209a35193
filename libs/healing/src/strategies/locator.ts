import type { Fingerprint } from '@testforge/core';
import type { Action } from '../compatible.js';
import { wordsOfIcon } from '../icon-words.js';
import { withoutKindWords } from '../kind-words.js';
import { saysTheOpposite } from '../opposites.js';
import { answersTo, sharedOut, wordsOfIdentifier } from '../similarity.js';
import type { Comparison } from './comparison.js';

/** What can be read from a failed locator, its step and its test where no fingerprint was stored. */
export interface LocatorHints {
  /** What the locator calls the element: `last name`, `Add To Cart`. */
  words: readonly string[];
  /** What it calls the things around it: earlier links of a chain, texts it must contain. */
  around: readonly string[];
  /** What is typed, chosen or expected. */
  args: readonly string[];
  testName?: string;
  action: Action;
}

const nearest = (wanted: string, offered: readonly (string | undefined)[]): number =>
  Math.max(0, ...offered.map((text) => (text ? answersTo(wanted, text) : 0)));

/** A little less where the word for its kind had to be left out: "Login" answers to `login button`. */
const bareShare = 0.95;

function best(wanted: string, offered: readonly (string | undefined)[]): number {
  const bare = withoutKindWords(wanted);
  const whole = nearest(wanted, offered);
  return bare === null || whole === 1 ? whole : Math.max(whole, bareShare * nearest(bare, offered));
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const ownWords = (found: Fingerprint): (string | undefined)[] => [
  found.name,
  found.text,
  found.label,
  found.placeholder,
  found.alt,
  found.title,
  found.id,
  found.testId,
  found.nameAttr,
  ...(found.classes ?? []).map((name) => wordsOfIcon(name) ?? name),
  found.type,
  ...Object.values(found.attributes ?? {}),
];

/** The element that wraps it and the texts beside it; the text of a row holds all that stands in it. */
const surroundings = (found: Fingerprint): (string | undefined)[] => [
  found.heading,
  found.label,
  found.landmark,
  found.text,
  found.id,
  found.testId,
  ...(found.neighbourTexts ?? []),
];

const pathWords = ({ cssPath, idXpath }: Fingerprint): string[] =>
  [...(cssPath ?? '').matchAll(/[#.]([\w-]+)/g), ...(idXpath ?? '').matchAll(/@id="([^"]+)"/g)].flatMap(
    ([, word]) => word ?? [],
  );

/** What is expected may be said in more words by now. */
const saidShare = 0.6;

/** How well an argument suits: the option is there, the expected text is shown, a mail address is typed into a mail field. */
function suits(arg: string, found: Fingerprint & { options?: readonly string[] }): number {
  if (found.options?.some((option) => option.toLowerCase() === arg.toLowerCase())) return 1;
  if (found.text === arg || found.name === arg || found.value === arg) return 1;
  if (/\p{L}{3}/u.test(arg) && found.text?.toLowerCase().includes(arg.toLowerCase())) return saidShare;
  if (/^\S+@\S+\.\S+$/.test(arg)) return Number(found.type === 'email' || best('email', ownWords(found)) > 0.8);
  return 0;
}

const controls = /^(button|link|tab|menuitem|textbox|checkbox|radio|combobox|searchbox)$/;

/** What is read is mostly no control, and what is clicked mostly is one. */
function isUsual(action: Action, { role, tag, interactive }: Fingerprint & { interactive?: boolean }): number {
  const control = interactive === true || controls.test(role ?? '') || /^(a|button|input)$/.test(tag);
  return Number(action === 'read' ? !control : control);
}

/** A little less where its words stand in several places: in its label, its type, its classes. */
const spreadShare = 0.75;
/** What says the opposite may share most of its words. */
const opposedShare = 0.3;

/** How well an element answers to what the locator calls it. */
function answer(words: readonly string[], found: Fingerprint, own: readonly (string | undefined)[]): number {
  const said = Math.max(
    mean(words.map((word) => best(word, own))),
    spreadShare * mean(words.map((word) => sharedOut(word, own))),
    0.7 * mean(words.map((word) => best(word, pathWords(found)))),
  );
  const isOpposed = words.some((word) => saysTheOpposite(wordsOfIdentifier(word), found.name ?? found.text ?? ''));
  return isOpposed ? opposedShare * said : said;
}

/** By what the failed locator itself says. */
export function compareHints(hints: LocatorHints, found: Fingerprint): Comparison {
  const own = ownWords(found);
  const { words, around, args, testName, action } = hints;
  return {
    ...(words.length > 0 ? { words: answer(words, found, own) } : {}),
    ...(around.length > 0
      ? { around: mean(around.map((text) => best(text, [...surroundings(found), ...pathWords(found)]))) }
      : {}),
    ...(args.length > 0 ? { args: Math.max(...args.map((arg) => suits(arg, found))) } : {}),
    ...(testName ? { testName: best(testName, own) } : {}),
    usual: isUsual(action, found),
  };
}
