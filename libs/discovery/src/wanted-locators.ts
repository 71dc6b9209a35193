import type { PageElement, PageSnapshot } from '@testforge/core';

const valueTag = /^(dd|td|output|strong|b|meter|progress|time)$/;

/** Whether the element shows something that changes: a number, an amount, a state. */
export function showsValue(element: PageElement): boolean {
  if (element.interactive || element.role === 'heading' || !element.text || element.text.length > 60) return false;
  return (
    valueTag.test(element.tag) ||
    /^(status|alert|progressbar|meter)$/.test(element.role ?? '') ||
    (/\d/.test(element.text) && !/^(p|li|tr)$/.test(element.tag))
  );
}

/** A row that holds nothing but one control says the same as the control. */
function repeatsNext(element: PageElement, next: PageElement | undefined): boolean {
  return (
    !element.interactive &&
    next !== undefined &&
    next.interactive &&
    next.text === element.text &&
    (next.xpath ?? '').startsWith(`${element.xpath ?? ''}/`)
  );
}

/** Of rows the first few show what there is to know; the rest costs as much again. */
const mostOfRows = 40;

/** Elements worth a verified locator, the most useful first: controls, headings, values, then other texts. */
export function wantedLocators(snapshot: PageSnapshot, most: number): { index: number; avoidOwnText?: boolean }[] {
  const rank = (element: PageElement) =>
    (element.repeated ? 4 : 0) +
    (element.interactive ? 0 : element.role === 'heading' ? 1 : showsValue(element) ? 2 : 3);
  let ofRows = 0;
  return snapshot.elements
    .map((element, index) => ({ element, index, rank: rank(element) }))
    .filter(({ element, index }) => element.visible !== false && !repeatsNext(element, snapshot.elements[index + 1]))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .filter(({ element }) => !element.repeated || (ofRows += 1) <= mostOfRows)
    .slice(0, most)
    .map(({ element, index }) => (showsValue(element) ? { index, avoidOwnText: true } : { index }));
}
