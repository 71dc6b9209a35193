import type { PageSnapshot } from '@testforge/core';
import { textOf } from './checkpoint-pair.js';
import { vocabulary } from './vocabulary.js';

const marked = /(?:^|[-_])(?:error|errors|invalid|danger|alert|warning|feedback)(?:[-_]|$)|errorlist|errornote/i;
const longest = 200;

/** What the app said against the data it was given; null where it took them. The form is still there then. */
export function findRefusal(before: PageSnapshot, after: PageSnapshot): string | null {
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
      vocabulary.refusing.test(textOf(element)) &&
      (element.role === 'alert' ||
        after.messages.includes(textOf(element)) ||
        [...(element.classes ?? []), element.id ?? ''].some((name) => marked.test(name))),
  );
  if (told !== undefined) return textOf(told);
  const invalid = (page: PageSnapshot): number =>
    page.elements.filter(({ attributes }) => attributes?.['aria-invalid'] === 'true').length;
  return invalid(after) > invalid(before) ? 'a field is marked as invalid' : null;
}
