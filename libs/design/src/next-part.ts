import type { PageSnapshot } from '@testforge/core';
import { pathOf } from './state-place.js';
import { vocabulary } from './vocabulary.js';

/** Where the links stand that lead to the next part of the list on a page, in the page's order. */
export function nextParts({ elements, url }: PageSnapshot): number[] {
  const here = pathOf(url, url);
  return elements.flatMap((element, index) => {
    const { attributes, name, text, title, visible, enabled, role, href } = element;
    const isNext =
      /(?:^|\s)next(?:\s|$)/.test(attributes?.['rel'] ?? '') ||
      [name, text, title].some((words) => words !== undefined && vocabulary.next.test(words));
    if (!isNext || visible === false || enabled === false || attributes?.['aria-disabled'] === 'true') return [];
    // A link to elsewhere is the next article, not the next part of this list.
    const leads = href !== undefined && pathOf(href, url) === here && /[?&;]/.test(href);
    return role === 'link' && (leads || /\/\d+\/?$/.test(href ?? '')) ? [index] : [];
  });
}
