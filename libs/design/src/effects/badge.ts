import type { PageElement, PageSnapshot } from '@testforge/core';
import {
  agreed,
  agreedElement,
  leansOn,
  makeCheck,
  newElements,
  textOf,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { vocabulary } from '../vocabulary.js';

const mark = /^\D{0,24}\d{1,3}\D{0,12}$/u;

const inFrame = (element: PageElement): boolean =>
  /navigation|banner/i.test(element.landmark ?? '') ||
  vocabulary.cart.test(`${element.name ?? ''} ${element.text ?? ''}`);

const parentOf = ({ xpath = '' }: PageElement): string => xpath.replace(/\/[^/]*$/, '');
const bearsNumber = (element: PageElement): boolean => element.interactive && /^\d+$/.test(textOf(element));

/** One of the numbers side by side that lead to the parts of a list. */
const leadsToPart = (element: PageElement, { elements }: PageSnapshot): boolean =>
  bearsNumber(element) &&
  elements.some((other) => other !== element && bearsNumber(other) && parentOf(other) === parentOf(element));

/** What is new on the page; where all was taken away again, what a new visitor sees is just what is wanted. */
const fresh = (pair: CheckpointPair) =>
  newElements(pair.a.name === 'gone' ? { ...pair, familiar: new Set<string>() } : pair);

/** A small count in the page's frame, such as the number beside the cart. */
export function badgeChecks(pair: CheckpointPair): Check[] {
  if (!pair.draft.watch.writes) return [];
  return fresh(pair)
    .filter(({ element }) => inFrame(element) && mark.test(textOf(element)) && element.role !== 'heading')
    .filter(({ element }) => !leadsToPart(element, pair.a.page))
    .flatMap(({ element, index }): Check[] => {
      const found = agreedElement(pair, index, { avoidOwnText: true });
      const text = textOf(element);
      if (
        found === null ||
        !agreed(pair, text, textOf(found.b)) ||
        leansOn(found.target.locator).some((leant) => /\d/.test(leant))
      )
        return [];
      return [makeCheck(pair, 'badge', 80, { matcher: 'toHaveText', expected: text }, { found, words: 'the count' })];
    })
    .slice(0, 1);
}
