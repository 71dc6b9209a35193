import type { PageElement, PageSnapshot, RunTimeValue, UniqueValue } from '@testforge/core';
import { textOf, tidy } from './checkpoint-pair.js';
import type { Draft } from './draft.js';
import { vocabulary } from './vocabulary.js';

/** A value that only this carrying-out knows, as it turned out. */
export interface OwnText {
  value: RunTimeValue;
  text: string;
  /** Path of its own page, where making it led to one that is new. */
  path?: string;
}

const naming =
  /name|title|subject|heading|label|summary|titel|betreff|bezeichnung|titre|nom|objet|título|nombre|asunto/i;

/** Whether a field says what the thing in it is called. */
export const namesRecord = (label: string | undefined, nameAttr: string | undefined): boolean =>
  naming.test(label ?? nameAttr ?? '');

/** What a draft makes that is new: the field that names the record first, passwords and days never. */
export function uniqueValues(draft: Pick<Draft, 'steps'>): UniqueValue[] {
  const fills = draft.steps.flatMap((step) => {
    if (step.kind !== 'fill' || step.value.kind !== 'unique') return [];
    if (step.value.shape === 'password' || step.value.shape === 'day') return [];
    const { label, name, nameAttr } = step.target.fingerprint;
    // What stands in an empty box is its label, where it has no other.
    return [{ value: step.value, names: namesRecord(label ?? name, nameAttr) }];
  });
  return fills.sort((a, b) => Number(b.names) - Number(a.names)).map(({ value }) => value);
}

const typedInto: readonly string[] = ['input', 'textarea', 'select', 'option'];

/** Visible elements that say a text, fields apart: what was typed is not what was kept. */
export const saying = (page: PageSnapshot, text: string): { element: PageElement; index: number }[] =>
  page.elements
    .map((element, index) => ({ element, index }))
    .filter(
      ({ element }) =>
        element.visible !== false &&
        !typedInto.includes(element.tag) &&
        (textOf(element).includes(tidy(text)) || tidy(element.name).includes(tidy(text))),
    );

/** The page without its head, where an app may tell what was visited last. */
export const withoutHead = (page: PageSnapshot): PageSnapshot => ({
  ...page,
  elements: page.elements.map((element) =>
    /banner/i.test(element.landmark ?? '') ? { ...element, visible: false } : element,
  ),
});

const longestWord = 60;

/** What a page says where a list of it has nothing to show. */
export const isNothingSaid = (element: PageElement): boolean =>
  element.visible !== false &&
  !element.interactive &&
  textOf(element).length <= longestWord &&
  vocabulary.nothing.test(textOf(element));

export const saysNothing = (page: PageSnapshot): boolean => page.elements.some(isNothingSaid);

export const says = (page: PageSnapshot, text: string): boolean => saying(page, text).length > 0;
