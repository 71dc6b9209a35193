import type { AppModel, AppState, PageElement, PageSnapshot } from '@testforge/core';

const aroundIt = /navigation|banner|contentinfo/i;
const words = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** Whether an element stands in a row that is about something: what the row says beside its buttons is what it is called. */
export function isInRow(page: PageSnapshot, element: PageElement): boolean {
  if (element.role === 'tab' || aroundIt.test(element.landmark ?? '') || element.group === undefined) return false;
  const row = page.elements[Number(element.group)];
  const buttons = page.elements.filter(
    (each) =>
      each === element || (each.group === element.group && /^(?:button|menuitem|checkbox)$/.test(each.role ?? '')),
  );
  const left = buttons.reduce((text, each) => text.replace(words(each.text), ''), words(row?.text));
  return /\p{L}|\d/u.test(left);
}

/** Whether the state was opened from a row, by its menu for instance: what it shows is about that row's thing. */
export const isOfRow = (model: AppModel, { reach }: Pick<AppState, 'reach'>): boolean =>
  reach.some((step) => {
    if (step.kind !== 'click') return false;
    const wanted = JSON.stringify(step.locator);
    return model.states.some(({ locators, snapshot }) =>
      Object.keys(locators).some((key) => {
        const element = snapshot.elements[Number(key)];
        return JSON.stringify(locators[key]) === wanted && element !== undefined && isInRow(snapshot, element);
      }),
    );
  });
