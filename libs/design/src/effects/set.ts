import { isInside } from '@testforge/browser';
import type { PageElement, PageSnapshot } from '@testforge/core';
import {
  agreed,
  agreedElement,
  fieldWords,
  isFoundBy,
  makeCheck,
  newElements,
  positional,
  textOf,
  type CheckpointPair,
} from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { isOwnPage } from '../reach-own.js';
import { ownRows } from '../record-way.js';

const rank = 86;
const longest = 60;
const around = /navigation|banner|contentinfo/i;
const parents: readonly string[] = ['row', 'list', 'listitem', 'table', 'main', 'form', 'option'];

const stateOf = ({ tag, type, value, attributes }: PageElement): string | null =>
  tag === 'select' ? (value ?? '') : type === 'checkbox' ? (attributes?.['checked'] ?? 'false') : null;

/** Whether an element is about the scenario's own thing: in its row, or on its own page. */
function isAboutOwn(pair: CheckpointPair): (element: PageElement) => boolean {
  const { own: [own] = [], page } = pair.a;
  if (own === undefined) return () => false;
  if (isOwnPage(page, own)) return ({ landmark = '' }) => !around.test(landmark);
  const [row] = ownRows(page, own);
  return (element) => row !== undefined && row !== element && isInside(element, row);
}

/** A choice or a box that is set otherwise than before. */
function stateChecks(pair: CheckpointPair, isAbout: (element: PageElement) => boolean): Check[] {
  const before = new Map(pair.a.before?.elements.map((element) => [element.xpath, stateOf(element)]));
  return pair.a.page.elements.flatMap((element, index): Check[] => {
    const state = stateOf(element);
    if (state === null || !isAbout(element) || (before.get(element.xpath) ?? state) === state) return [];
    const found = agreedElement(pair, index, { avoidOwnText: false });
    if (found === null || stateOf(found.b) !== state) return [];
    const name = fieldWords(element);
    const expectation =
      element.tag === 'select'
        ? { matcher: 'toHaveValue' as const, expected: state }
        : { matcher: 'toBeChecked' as const, expected: state === 'true' };
    return [makeCheck(pair, 'set', rank + 1, expectation, { found, name })];
  });
}

const innermost = (page: PageSnapshot, element: PageElement): boolean =>
  !page.elements.some((other) => other !== element && textOf(other) === textOf(element) && isInside(other, element));

/** What is said that was not said before. */
function textChecks(pair: CheckpointPair, isAbout: (element: PageElement) => boolean): Check[] {
  return newElements(pair).flatMap(({ element, index }): Check[] => {
    const text = textOf(element);
    const isSaying =
      text.length <= longest && !parents.includes(element.role ?? '') && element.tag !== 'select' && isAbout(element);
    if (!isSaying || !innermost(pair.a.page, element) || !agreed(pair, text, text)) return [];
    const apart = agreedElement(pair, index, { avoidOwnText: true });
    const found =
      apart !== null && !positional(apart.target.locator) ? apart : agreedElement(pair, index, { avoidOwnText: false });
    if (found === null || textOf(found.b) !== text || positional(found.target.locator)) return [];
    const isByText = isFoundBy(found.target.locator, text);
    const expectation = isByText
      ? { matcher: 'toBeVisible' as const, expected: true, foundBy: text }
      : { matcher: 'toHaveText' as const, expected: text };
    return [makeCheck(pair, 'set', rank, expectation, { found, name: text })];
  });
}

/** What its page or its row says otherwise since something was done with it at once, after it was opened again. */
export function setChecks(pair: CheckpointPair): Check[] {
  if (pair.a.name !== 'kept' || pair.a.before === null) return [];
  const isAbout = isAboutOwn(pair);
  return [...stateChecks(pair, isAbout), ...textChecks(pair, isAbout)];
}
