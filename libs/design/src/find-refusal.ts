import type { PageElement, PageSnapshot } from '@testforge/core';
import { textOf } from './checkpoint-pair.js';
import { vocabulary } from './vocabulary.js';

const marked = /(?:^|[-_])(?:error|errors|invalid|danger|alert|warning|feedback)(?:[-_]|$)|errorlist|errornote/i;
const longest = 200;

/** Names of places where only errors stand: what is said there is a refusal in whatever words. */
export const errorPlace = /(?:^|[-_])(?:error|errors|invalid|danger)(?:[-_]|$)|errorlist|errornote/i;

const namesOf = ({ classes = [], id = '' }: PageElement): string[] => [...classes, id];

/**
 * What the app said against the data it was given; null where it took them. The form is still there then. `wanted`: names
 * of places where whatever is said counts, for data that the app should not take.
 */
export function findRefusal(before: PageSnapshot, after: PageSnapshot, wanted = /(?!)/): string | null {
  const fields = new Set(
    before.elements.flatMap(({ tag, nameAttr }) => (tag === 'input' && nameAttr ? [nameAttr] : [])),
  );
  const stays = after.elements.some(({ nameAttr }) => nameAttr !== undefined && fields.has(nameAttr));
  if (!stays) return null;
  const known = new Set(before.elements.map(textOf));
  const told = after.elements.find(
    (element) =>
      element.visible !== false &&
      !element.interactive &&
      textOf(element) !== '' &&
      textOf(element).length <= longest &&
      !known.has(textOf(element)) &&
      (vocabulary.refusing.test(textOf(element)) || namesOf(element).some((name) => wanted.test(name))) &&
      (element.role === 'alert' ||
        after.messages.includes(textOf(element)) ||
        namesOf(element).some((name) => marked.test(name))),
  );
  if (told !== undefined) return textOf(told);
  const invalid = (page: PageSnapshot): number =>
    page.elements.filter(({ attributes }) => attributes?.['aria-invalid'] === 'true').length;
  return invalid(after) > invalid(before) ? 'a field is marked as invalid' : null;
}
