import { advising, confirming, refusing, type PageElement, type PageSnapshot } from '@testforge/core';
import { textOf } from './checkpoint-pair.js';
import { isErrorPlace, markupNames } from './error-place.js';
import { says } from './own-value.js';

const marked = /(?:^|[-_])(?:alert|warning|feedback)(?:[-_]|$)/i;
const longest = 200;

/** By what a field is known again; in forms that a script sends it needs no name of its own. */
const fieldName = ({ tag, visible, nameAttr, label, name }: PageElement): string | undefined =>
  tag !== 'input' ? undefined : nameAttr || (visible === false ? undefined : label || name);

const saysOtherwise = (element: PageElement): boolean => isErrorPlace(element) || advising.test(textOf(element));

const typedInto: readonly string[] = ['input', 'textarea'];

/** Whether the form still holds what was entered, and nothing else on the page says it or that it is done. */
export function isHeldBack(before: PageSnapshot, after: PageSnapshot, entered: readonly string[]): boolean {
  const known = new Set(before.messages);
  const held = entered.filter((text) =>
    after.elements.some(({ tag, visible, value }) => visible !== false && typedInto.includes(tag) && value === text),
  );
  const isDone = after.messages.some((message) => !known.has(message) && confirming.test(message));
  return held.length > 0 && !isDone && !held.some((text) => says(after, text));
}

/**
 * What the app said against the data it was given; null where it took them. The form is still there then. `isWanted`: the
 * app should not take them, so whatever is said in a place for errors counts, and what tells to enter it otherwise.
 */
export function findRefusal(before: PageSnapshot, after: PageSnapshot, isWanted = false): string | null {
  const fields = new Set(before.elements.flatMap((element) => fieldName(element) ?? []));
  const stays = after.elements.some((element) => fields.has(fieldName(element) ?? ''));
  if (!stays) return null;
  const known = new Set(before.elements.map(textOf));
  const told = after.elements.find(
    (element) =>
      element.visible !== false &&
      !element.interactive &&
      textOf(element) !== '' &&
      textOf(element).length <= longest &&
      !known.has(textOf(element)) &&
      (refusing.test(textOf(element)) || (isWanted && saysOtherwise(element))) &&
      (element.role === 'alert' ||
        after.messages.includes(textOf(element)) ||
        isErrorPlace(element) ||
        markupNames(element).some((name) => marked.test(name))),
  );
  if (told !== undefined) return textOf(told);
  const invalid = (page: PageSnapshot): number =>
    page.elements.filter(({ attributes }) => attributes?.['aria-invalid'] === 'true').length;
  return invalid(after) > invalid(before) ? 'a field is marked as invalid' : null;
}
