import type { Fingerprint } from '@testforge/core';
import { looksGenerated } from '@testforge/browser';
import type { Action } from '../compatible.js';
import { isCountedId } from '../counted-ids.js';
import { wordsOfIcon } from '../icon-words.js';
import { roleSaidBy } from '../kind-words.js';
import type { LocatorHints } from '../strategies/locator.js';
import { emptyPart, longestLocator, textsIn, type LocatorPart } from './locator-part.js';
import { readPart } from './read-part.js';

/** What a failed locator tells of the element it once found. */
export interface ReadLocator {
  lost: Fingerprint;
  /** What people read beside it: of the row or the card that the locator goes through. */
  near: string[];
  hints: LocatorHints;
}

/** Splits a chain at `>>` (and `>>>`, which looks into shadow roots); quoted text stays whole. */
function splitChain(locator: string): string[] {
  const parts: string[] = [''];
  let quote = '';
  for (let at = 0; at < locator.length; at += 1) {
    const char = locator[at] ?? '';
    if (quote === '' && locator.startsWith('>>', at)) {
      parts.push('');
      at += locator.startsWith('>>>', at) ? 2 : 1;
      continue;
    }
    if (quote === char) quote = '';
    else if (quote === '' && (char === '"' || (char === "'" && !/\w/.test(locator[at - 1] ?? '')))) quote = char;
    parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Links that choose among what was found, or step into a frame: they say nothing of the element itself. */
const choosing =
  /^(?:internal:)?(?:nth|visible|has|has-not|has-not-text|control|and|or|chain|left-of|right-of|above|below|near)=|^:?(?:first|last|visible|hidden)$|^:?nth\(/i;
const filtering = /^(?:internal:)?has-text=/i;

/** The links of a chain that tell of an element; what a link must contain belongs to the one before it. */
function readLinks(locator: string): LocatorPart[] {
  const parts: LocatorPart[] = [];
  for (const link of splitChain(locator).filter((one) => !choosing.test(one))) {
    const said = filtering.test(link) ? readPart(link.replace(filtering, 'text=')).text : undefined;
    const owner = parts.at(-1);
    if (said === undefined) parts.push(readPart(link));
    else if (owner) {
      owner.around.push(said);
      owner.near.push(said);
    }
  }
  return parts;
}

const fieldTags = /^(input|select|textarea)$/;
const isTextOnly = ({ tag, id, testId, nameAttr, classes }: LocatorPart): boolean =>
  !tag && !id && !testId && !nameAttr && classes.length === 0;

/**
 * Which part names the element: the last, unless that is a text and a field stands before it. A field holds no text, so the
 * text tells which row; and a text inside a button is the button's.
 */
function chooseTarget(parts: LocatorPart[]): { target: LocatorPart; around: LocatorPart[] } {
  const target = parts.at(-1) ?? emptyPart();
  const before = parts.slice(0, -1);
  const owner = before.at(-1);
  if (!owner || !target.quoted || !isTextOnly(target)) return { target, around: before };
  if (owner.tag && fieldTags.test(owner.tag)) return { target: owner, around: [...before.slice(0, -1), target] };
  if (owner.tag && /^(button|a|option|label)$/.test(owner.tag))
    return { target: { ...owner, text: target.text }, around: before.slice(0, -1) };
  return { target, around: before };
}

const wordsOf = (part: LocatorPart): string[] => {
  const { id, testId, nameAttr, text, label, placeholder, title, alt, classes, href, called } = part;
  const named = [called, text, label, placeholder, title, alt, testId, id, nameAttr];
  const all = [...named, ...classes.map((name) => wordsOfIcon(name) ?? name), href?.replaceAll(/[/?=&#]+/g, ' ')];
  return [...new Set(all.filter((word): word is string => !!word && !looksGenerated(word) && !isCountedId(word)))];
};

const given = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as Partial<T>;

/**
 * Reads a failed locator of any common writing (CSS, XPath, `text=`, `id=`, a bare name, a chain with `>>`, Playwright code)
 * into what little it tells: a fingerprint with few fields, and hints. Never throws: what it does not understand is words.
 */
export function readLocator(
  locator: string,
  { action, args = [], testName }: { action: Action; args?: readonly string[]; testName?: string },
): ReadLocator {
  const parts = readLinks(locator.trim().slice(0, longestLocator));
  const { target, around } = chooseTarget(parts);
  const { tag, role, text, id, testId, nameAttr, type, label, placeholder, title, alt, href, classes } = target;
  const said = tag === undefined ? wordsOf(target).flatMap((word) => roleSaidBy(word) ?? [])[0] : undefined;
  return {
    lost: {
      tag: tag ?? '',
      ...given({
        role: role ?? said,
        name: text ?? label,
        id,
        testId,
        nameAttr,
        type,
        placeholder,
        title,
        alt,
        href,
        classes,
      }),
    },
    near: [...around.flatMap(textsIn), ...target.near],
    hints: {
      words: wordsOf(target),
      around: [...around.flatMap((part) => [...wordsOf(part), ...part.around]), ...target.around],
      args,
      action,
      ...(testName ? { testName } : {}),
    },
  };
}
