import type { Locator, PageElement } from '@testforge/core';
import { vocabulary } from '../vocabulary.js';
import {
  agreed,
  agreedElement,
  isFoundBy,
  makeCheck,
  newElements,
  textOf,
  tidy,
  type AgreedElement,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import { isErrorPlace } from '../error-place.js';
import type { Check } from '../observation.js';
import type { OwnText } from '../own-value.js';
import { countsShared, lastingParts } from '../volatile-text.js';

const speaking =
  /(?:^|[-_])(?:alert|error|errors|success|notice|message|msg|flash|toast|invalid|warning|feedback|hint|help|status|empty|snackbar|banner|meldung|hinweis|mensaje|aviso)(?:[-_]|$)/i;
const maxLength = 200;
const leastWords = 12;

/** “No products match”, “0 results”: the answer of a list that is empty. */
const saysNothingFound = (element: PageElement): boolean =>
  !/banner|navigation|contentinfo/.test(element.landmark ?? '') &&
  textOf(element).length <= 80 &&
  vocabulary.nothing.test(textOf(element));

/** Whether the element is there to tell the visitor something: by its role, its live region, or how it is named. */
function speaks(element: PageElement, messages: ReadonlySet<string>): boolean {
  if (element.interactive) return false;
  if (element.role === 'heading') return saysNothingFound(element);
  const live = element.attributes?.['aria-live'] ?? 'off';
  return (
    saysNothingFound(element) ||
    ['alert', 'status', 'log'].includes(element.role ?? '') ||
    live !== 'off' ||
    messages.has(textOf(element)) ||
    isErrorPlace(element) ||
    [element.id ?? '', element.testId ?? '', ...(element.classes ?? [])].some((name) => speaking.test(name))
  );
}

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/** The longest run of whole words that both texts share, without the data made for the run and what holds only now. */
export function sharedPhrase(a: string, b: string): string {
  const [lefts, rights] = [a, b].map((text) => lastingParts(text).map(wordsOf));
  let best = '';
  for (const left of lefts ?? []) {
    for (let from = 0; from < left.length; from += 1) {
      for (let to = left.length; to > from; to -= 1) {
        const phrase = left.slice(from, to).join(' ');
        if (phrase.length <= best.length) break;
        if (rights?.some((right) => ` ${right.join(' ')} `.includes(` ${phrase} `))) best = phrase;
      }
    }
  }
  return best;
}

const rankOf = (element: PageElement): number => (['alert', 'status'].includes(element.role ?? '') ? 90 : 85);

/** A locator that says what the element is for, not how it is styled or where it stands. */
const sturdy = (locator: Locator): boolean =>
  locator.links.every(({ by }) => by === 'role' || by === 'testId' || by === 'label');

/** The same subject, found by the words it says: what a person would look for, and unmoved by a new style. */
function saying(found: AgreedElement, text: string, options: { exact: boolean; within?: Locator }): AgreedElement {
  const links = options.within?.links ?? [];
  const locator: Locator = {
    frame: found.a.frame ?? [],
    links: [...links, { by: 'text', text, ...(options.exact ? { exact: true } : {}) }],
  };
  return { ...found, target: { ...found.target, locator }, locators: [locator] };
}

/** Whether the message still holds what was told before: how long that stays there is a matter of the machine. */
const holdsEarlier = ({ a }: CheckpointPair, message: PageElement): boolean =>
  (a.before?.messages ?? [])
    .map(tidy)
    .some((earlier) => earlier !== '' && earlier !== textOf(message) && textOf(message).includes(earlier));

const mostParts = 2;
/** A form that is sent empty names each field that it cannot go without. */
const mostMissing = 6;

/**
 * The sentences of a message of several parts, such as a summary of errors or one with a sign that closes it. Each is
 * asserted by itself: their order is the order of the fields and says nothing.
 */
function partsOf(pair: CheckpointPair, message: PageElement): PageElement[] {
  const inside = newElements(pair)
    .map(({ element }) => element)
    .filter(
      (element) =>
        element !== message &&
        message.xpath !== undefined &&
        element.xpath?.startsWith(`${message.xpath}/`) &&
        textOf(message).includes(textOf(element)),
    );
  const leaves = inside.filter(
    (element) => !inside.some((other) => other !== element && other.xpath?.startsWith(`${element.xpath}/`)),
  );
  const byText = new Map(leaves.map((element) => [textOf(element), element]));
  // The sign that closes a message is a part of it, and says nothing.
  const telling = [...byText.values()].filter((part) => /\p{L}{2}/u.test(textOf(part)));
  return byText.size > 1 || holdsEarlier(pair, message) ? telling : [];
}

const shown = (text: string) => ({ matcher: 'toBeVisible', expected: true, foundBy: text }) as const;

/** The checks that a message allows which said the same both times. */
function wholeMessage(pair: CheckpointPair, found: AgreedElement, text: string): Check[] {
  const rank = rankOf(found.a);
  const { locator } = found.target;
  const within = sturdy(locator) ? { within: locator } : {};
  const parts = partsOf(pair, found.a).filter((part) => agreed(pair, textOf(part), textOf(part)));
  if (parts.length > 0)
    return parts.slice(0, pair.draft.designer === 'form-required' ? mostMissing : mostParts).map((part, at) =>
      makeCheck(pair, 'message', rank - at, shown(textOf(part)), {
        found: saying(found, textOf(part), { exact: true, ...within }),
        name: textOf(part),
      }),
    );
  if (holdsEarlier(pair, found.a)) return [];
  if (isFoundBy(locator, text)) return [makeCheck(pair, 'message', rank, shown(text), { found, words: 'the message' })];
  if (sturdy(locator))
    return [
      makeCheck(pair, 'message', rank, { matcher: 'toHaveText', expected: text }, { found, words: 'the message' }),
    ];
  return [
    makeCheck(pair, 'message', rank, shown(text), {
      found: saying(found, text, { exact: true }),
      words: 'the message',
    }),
  ];
}

/** What a message said both times, where the rest was made for the run. */
function partOfMessage(pair: CheckpointPair, found: AgreedElement, text: string): Check[] {
  const { locator } = found.target;
  const phrase = sharedPhrase(text, textOf(found.b));
  if (phrase.length < leastWords || !agreed(pair, phrase, phrase) || isFoundBy(locator, phrase)) return [];
  const rank = rankOf(found.a) - 5;
  if (sturdy(locator))
    return [
      makeCheck(pair, 'message', rank, { matcher: 'toContainText', expected: phrase }, { found, words: 'the message' }),
    ];
  return [
    makeCheck(pair, 'message', rank, shown(phrase), {
      found: saying(found, phrase, { exact: false }),
      words: 'the message',
    }),
  ];
}

/**
 * A message that names what was read off the page before says that name, whatever it is tomorrow. It is found by being a
 * message and by the name: how it is styled says nothing.
 */
function ownInMessage(pair: CheckpointPair, found: AgreedElement): Check | null {
  const { role } = found.a;
  if (role !== 'alert' && role !== 'status') return null;
  const names = (own: OwnText | undefined, element: PageElement): boolean =>
    own !== undefined && textOf(element).includes(tidy(own.text));
  for (const own of pair.a.own ?? []) {
    const other = pair.b.own?.find(({ value }) => JSON.stringify(value) === JSON.stringify(own.value));
    if (own.value.kind !== 'remembered' || !names(own, found.a) || !names(other, found.b)) continue;
    const { name } = own.value;
    const locator: Locator = {
      frame: found.a.frame ?? [],
      links: [
        { by: 'role', role },
        { by: 'hasText', text: own.text, value: own.value },
      ],
    };
    const subject = { ...found, target: { ...found.target, locator }, locators: [locator] };
    const words = `a message with the remembered ${name}`;
    return makeCheck(
      pair,
      'message',
      rankOf(found.a),
      { matcher: 'toBeVisible', expected: true, foundBy: words },
      { found: subject, name },
    );
  }
  return null;
}

/** What the app told the visitor after the last step. */
export function messageChecks(pair: CheckpointPair): Check[] {
  const messages = new Set(pair.a.page.messages.map((text) => text.replace(/\s+/g, ' ').trim()));
  const told = new Set<string>();
  return newElements(pair).flatMap(({ element, index }): Check[] => {
    const text = textOf(element);
    if (
      text.length > maxLength ||
      !/\p{L}{2}/u.test(text) ||
      [...told].some((earlier) => earlier.includes(text)) ||
      !speaks(element, messages)
    )
      return [];
    const found = agreedElement(pair, index, { avoidOwnText: true });
    if (found === null) return [];
    told.add(text);
    const named = ownInMessage(pair, found);
    if (named !== null) return [named];
    if (!agreed(pair, text, textOf(found.b))) return partOfMessage(pair, found, text);
    return countsShared(text) ? [] : wholeMessage(pair, found, text);
  });
}
