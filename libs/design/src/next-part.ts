import type { PageElement, PageSnapshot } from '@testforge/core';
import { pathOf } from './state-place.js';
import { vocabulary } from './vocabulary.js';

const isUsable = ({ visible, enabled, attributes }: PageElement): boolean =>
  visible !== false && enabled !== false && attributes?.['aria-disabled'] !== 'true';

const saysNext = ({ name, text, title }: PageElement): boolean =>
  [name, text, title].some((words) => words !== undefined && vocabulary.next.test(words));

/** A link to the next part of the list. */
function isNextLink(element: PageElement, { url }: PageSnapshot): boolean {
  const { attributes, role, href } = element;
  const isNext = /(?:^|\s)next(?:\s|$)/.test(attributes?.['rel'] ?? '') || saysNext(element);
  // A link to elsewhere is the next article, not the next part of this list.
  const leads = href !== undefined && pathOf(href, url) === pathOf(url, url) && /[?&;]/.test(href);
  return isNext && role === 'link' && (leads || /\/\d+\/?$/.test(href ?? ''));
}

const parentOf = ({ xpath = '' }: PageElement): string => xpath.replace(/\/[^/]*$/, '');

/** Of buttons beside one another that bear the numbers from 1 on, what leads on: the one that says so, else the 2. */
function nextButtons({ elements, forms }: PageSnapshot): PageElement[] {
  const sending = new Set(forms.flatMap(({ submits }) => submits));
  const buttons = elements.filter(({ role }, index) => role === 'button' && !sending.has(index));
  const bearing = (beside: readonly PageElement[], number: string): PageElement | undefined =>
    beside.find(({ text, name }) => (text ?? name ?? '').trim() === number);
  return [...Map.groupBy(buttons, parentOf).values()].flatMap((beside): PageElement[] => {
    const [one, two] = ['1', '2'].map((number) => bearing(beside, number));
    if (one === undefined || two === undefined) return [];
    const next = beside.find(saysNext) ?? two;
    return isUsable(next) && !/^(?:page|true)$/.test(next.attributes?.['aria-current'] ?? '') ? [next] : [];
  });
}

/** Where on a page stands what leads to the next part of its list, in the page's order. */
export function nextParts(page: PageSnapshot): number[] {
  const buttons = new Set(nextButtons(page));
  return page.elements.flatMap((element, index) =>
    isUsable(element) && (isNextLink(element, page) || buttons.has(element)) ? [index] : [],
  );
}

/** Where the button stands that leads back to the first part, beside the one that leads on; null where a link does that. */
export function firstPartBeside({ elements }: PageSnapshot, next: number): number | null {
  const beside = elements[next];
  if (beside?.role !== 'button') return null;
  const index = elements.findIndex(
    (element) =>
      element.role === 'button' &&
      parentOf(element) === parentOf(beside) &&
      (element.text ?? element.name ?? '').trim() === '1',
  );
  return index < 0 ? null : index;
}
