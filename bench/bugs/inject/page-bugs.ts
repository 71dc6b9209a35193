import type { AppModel, AppState, PageElement } from '@testforge/core';
import type { Possible } from './choose-bugs.js';
import type { Place } from './fault.js';

/** What changes by itself, and what only tells machines apart, is nothing to be wrong about. */
const passing = /\d:\d|\b(?:19|20)\d\d\b|ago|[0-9a-f]{8}|\bv?\d+\.\d+\.\d+/i;
const labelOf = ({ name, text, value }: PageElement): string => (name ?? text ?? value ?? '').trim();

/** What can go wrong in what a page shows and in what its controls do. */
export const pageBugs = (model: AppModel): Possible[] => model.states.flatMap(bugsOf);

function bugsOf(state: AppState): Possible[] {
  const { elements, lists } = state.snapshot;
  const seen = elements.filter(
    ({ visible, frame = [], shadow = [] }) => visible !== false && frame.length + shadow.length === 0,
  );
  const links = seen.filter(({ tag, href }) => tag === 'a' && href?.startsWith('/'));
  return [
    ...seen
      .filter(({ interactive }) => !interactive)
      .flatMap((element) => [...numbers(state, element), ...blanks(state, element)]),
    ...seen.filter(isButton).map((element) => dead(state, element)),
    ...links.flatMap((link, index) => elsewhere(state, link, links[(index + 1) % links.length])),
    ...lists
      .filter(({ items }) => items > 1)
      .map(({ cssPath, label, sample }) => ({
        kind: 'missing-row',
        description: `“${label}” at ${state.template} lacks its last row`,
        pages: [state.template],
        fault: {
          effect: 'dropsLastRow' as const,
          place: {
            template: state.template,
            css: cssPath,
            tag: '',
            label: '',
            near: sample.slice(0, 1),
            attributes: {},
          },
        },
      })),
  ];
}

const isButton = ({ tag, role, type, interactive }: PageElement): boolean =>
  interactive && (tag === 'button' || role === 'button' || (tag === 'input' && /^(?:submit|button)$/.test(type ?? '')));

const placeOf = ({ template }: AppState, element: PageElement): Place => {
  const { tag, href, id, testId, nameAttr, neighbourTexts = [] } = element;
  const called = { href, id, name: nameAttr, 'data-testid': testId };
  return {
    template,
    css: element.cssPath ?? '',
    tag,
    label: labelOf(element).slice(0, 200),
    near: neighbourTexts.slice(0, 4),
    attributes: Object.fromEntries(Object.entries(called).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  };
};

const numbers = (state: AppState, element: PageElement): Possible[] => {
  const text = element.text ?? '';
  if (!/\d/.test(text) || text.length > 60 || passing.test(text)) return [];
  return [
    {
      kind: 'wrong-value',
      description: `“${text}” at ${state.template} is one too many`,
      pages: [state.template],
      fault: { effect: 'changesNumber', place: placeOf(state, element) },
    },
  ];
};

const blanks = (state: AppState, element: PageElement): Possible[] => {
  const text = element.text ?? '';
  if (text.length < 2 || text.length > 120 || passing.test(text)) return [];
  return [
    {
      kind: 'missing-value',
      description: `“${text}” at ${state.template} is not shown`,
      pages: [state.template],
      fault: { effect: 'blanks', place: placeOf(state, element) },
    },
  ];
};

const dead = (state: AppState, element: PageElement): Possible => ({
  kind: 'dead-handler',
  description: `“${labelOf(element)}” at ${state.template} does nothing`,
  pages: [state.template],
  fault: { effect: 'doesNothing', place: placeOf(state, element) },
});

function elsewhere(state: AppState, link: PageElement, other: PageElement | undefined): Possible[] {
  if (!link.href || !other?.href || other.href === link.href) return [];
  return [
    {
      kind: 'wrong-target',
      description: `the link “${labelOf(link)}” at ${state.template} leads to ${other.href}`,
      pages: [state.template],
      fault: { effect: 'leadsElsewhere', place: placeOf(state, link), to: other.href },
    },
  ];
}
