import type { PageElement } from '@testforge/core';
import { vocabulary } from '../vocabulary.js';
import { agreed, agreedElement, isFoundBy, makeCheck, newElements, textOf, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { countsShared, isVolatile } from '../volatile-text.js';

const speaking = /(?:^|[-_])(?:alert|error|errors|success|notice|message|msg|flash|toast|invalid|warning|feedback|hint|help|status|empty|snackbar|banner)(?:[-_]|$)/i;
const maxLength = 200;
const leastWords = 12;

/** “No products match”, “0 results”: the answer of a list that is empty. */
const saysNothingFound = (element: PageElement): boolean =>
  !/banner|navigation|contentinfo/.test(element.landmark ?? '') && element.role !== 'heading' && textOf(element).length <= 80 && vocabulary.nothing.test(textOf(element));

/** Whether the element is there to tell the visitor something: by its role, its live region, or how it is named. */
function speaks(element: PageElement, messages: ReadonlySet<string>): boolean {
  if (element.interactive || element.role === 'heading') return false;
  const live = element.attributes?.['aria-live'] ?? 'off';
  return saysNothingFound(element) || ['alert', 'status', 'log'].includes(element.role ?? '') || live !== 'off' || messages.has(textOf(element)) || [element.id ?? '', element.testId ?? '', ...(element.classes ?? [])].some((name) => speaking.test(name));
}

/** The longest run of whole words that both texts share, without the data made for the run. */
export function sharedPhrase(a: string, b: string): string {
  const [left, right] = [a.split(' '), b.split(' ')];
  let best = '';
  for (let from = 0; from < left.length; from += 1) {
    for (let to = left.length; to > from; to -= 1) {
      const phrase = left.slice(from, to).join(' ');
      if (phrase.length <= best.length) break;
      if (!isVolatile(phrase) && ` ${right.join(' ')} `.includes(` ${phrase} `)) best = phrase;
    }
  }
  return best;
}

const rankOf = (element: PageElement): number => (['alert', 'status'].includes(element.role ?? '') ? 90 : 85);

/** What the app told the visitor after the last step. */
export function messageChecks(pair: CheckpointPair): Check[] {
  const messages = new Set(pair.a.page.messages.map((text) => text.replace(/\s+/g, ' ').trim()));
  const told = new Set<string>();
  return newElements(pair).flatMap(({ element, index }): Check[] => {
    const text = textOf(element);
    if (text.length > maxLength || !/\p{L}{2}/u.test(text) || [...told].some((earlier) => earlier.includes(text)) || !speaks(element, messages)) return [];
    const found = agreedElement(pair, index, { avoidOwnText: true });
    if (found === null) return [];
    told.add(text);
    const options = { found, words: 'the message' };
    if (agreed(pair, text, textOf(found.b))) {
      if (!pair.draft.watch.writes && countsShared(text)) return [];
      return isFoundBy(found.target.locator, text)
        ? [makeCheck(pair, 'message', rankOf(element), { matcher: 'toBeVisible', expected: true, foundBy: text }, options)]
        : [makeCheck(pair, 'message', rankOf(element), { matcher: 'toHaveText', expected: text }, options)];
    }
    const phrase = sharedPhrase(text, textOf(found.b));
    const fit = phrase.length >= leastWords && agreed(pair, phrase, phrase) && !isFoundBy(found.target.locator, phrase);
    return fit ? [makeCheck(pair, 'message', rankOf(element) - 5, { matcher: 'toContainText', expected: phrase }, options)] : [];
  });
}
