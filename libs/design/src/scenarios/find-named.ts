import type { AppModel, AppState, PageElement, Target } from '@testforge/core';
import { soundStates, targetAt } from '../state-place.js';
import { withoutMark } from '../step-title.js';

/** What is to be done with an element, which not every element is for. */
export type Use = 'click' | 'fill' | 'select' | 'tick';

export interface Found {
  target: Target;
  state: AppState;
  index: number;
}

const tidy = (text: string): string => withoutMark(text.replaceAll(/\s+/g, ' ')).toLowerCase();

const texting = /^(?:textbox|searchbox|spinbutton|combobox)$/;
const pressing = /^(?:button|link|tab|menuitem|option|switch|checkbox|radio|summary)$/;

function serves({ tag, role = '', type = '', interactive }: PageElement, use: Use): boolean {
  switch (use) {
    case 'click':
      return interactive && (pressing.test(role) || ['a', 'button', 'summary'].includes(tag) || type === 'submit');
    case 'fill':
      return (texting.test(role) || tag === 'textarea' || tag === 'input') && tag !== 'select' && !pressing.test(role);
    case 'select':
      return tag === 'select' || role === 'combobox' || role === 'listbox';
    case 'tick':
      return /^(?:checkbox|radio|switch)$/.test(role) || /^(?:checkbox|radio)$/.test(type);
  }
}

const isCalled = ({ name, label, text, placeholder, title, alt }: PageElement, wanted: string): boolean =>
  [name, label, text, placeholder, title, alt].some((each) => each !== undefined && tidy(each) === wanted);

const inState = (state: AppState, name: string, use: Use, role: string | undefined): Found[] =>
  state.snapshot.elements.flatMap((element, index) => {
    const fits = element.visible !== false && serves(element, use) && isCalled(element, tidy(name));
    const target = fits && (role === undefined || element.role === role) ? targetAt(state, index) : null;
    return target ? [{ target, state, index }] : [];
  });

/** One of each locator. */
const distinct = (found: readonly Found[]): Found[] => [
  ...new Map(found.map((each) => [JSON.stringify(each.target.locator), each] as const)).values(),
];

/**
 * The one element that is called so, in these states or, where none of them has it, anywhere. A sentence says why there is
 * none.
 */
export function findNamed(
  model: AppModel,
  places: readonly AppState[],
  { name, use, role }: { name: string; use: Use; role?: string | undefined },
): Found | string {
  const all = soundStates(model);
  const near = places.map((state) => inState(state, name, use, role)).find((found) => found.length > 0);
  const found = distinct(near ?? all.flatMap((state) => inState(state, name, use, role)));
  const [first] = found;
  const words = { click: 'Nothing that can be clicked', fill: 'No field', select: 'No choice', tick: 'No box' }[use];
  if (first === undefined) return `${words} that was seen is called “${name}”.`;
  if (found.length === 1) return first;
  const where = [...new Set(found.map(({ state }) => state.path))].slice(0, 3).join(', ');
  return `${found.length} different things are called “${name}” (${where}): open the page first, or say whether it is a button or a link.`;
}
