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
      .map(({ cssPath, label }) => ({
        kind: 'missing-row',
        description: `“${label}” at ${state.template} lacks its last row`,
        pages: [state.template],
        fault: {
          effect: 'dropsLastRow' as const,
          place: { template: state.template, css: cssPath, tag: '', label: '' },
        },
      })),
  ];
}

const isButton = ({ tag, role, type, interactive }: PageElement): boolean =>
  interactive && (tag === 'button' || role === 'button' || (tag === 'input' && /^(?:submit|button)$/.test(type ?? '')));

const placeOf = ({ template }: AppState, element: PageElement): Place[] =>
  element.cssPath ? [{ template, css: element.cssPath, tag: element.tag, label: labelOf(element).slice(0, 200) }] : [];

const numbers = (state: AppState, element: PageElement): Possible[] => {
  const text = element.text ?? '';
  if (!/\d/.test(text) || text.length > 60 || passing.test(text)) return [];
  return placeOf(state, element).map((place) => ({
    kind: 'wrong-value',
    description: `“${text}” at ${state.template} is one too many`,
    pages: [state.template],
    fault: { effect: 'changesNumber', place },
  }));
};

const blanks = (state: AppState, element: PageElement): Possible[] => {
  const text = element.text ?? '';
  if (text.length < 2 || text.length > 120 || passing.test(text)) return [];
  return placeOf(state, element).map((place) => ({
    kind: 'missing-value',
    description: `“${text}” at ${state.template} is not shown`,
    pages: [state.template],
    fault: { effect: 'blanks', place },
  }));
};

const dead = (state: AppState, element: PageElement): Possible => ({
  kind: 'dead-handler',
  description: `“${labelOf(element)}” at ${state.template} does nothing`,
  pages: [state.template],
  fault: {
    effect: 'doesNothing',
    place: placeOf(state, element)[0] ?? {
      template: state.template,
      css: '',
      tag: element.tag,
      label: labelOf(element),
    },
  },
});

function elsewhere(state: AppState, link: PageElement, other: PageElement | undefined): Possible[] {
  if (!link.href || !other?.href || other.href === link.href) return [];
  const to = other.href;
  return placeOf(state, link).map((place) => ({
    kind: 'wrong-target',
    description: `the link “${labelOf(link)}” at ${state.template} leads to ${to}`,
    pages: [state.template],
    fault: { effect: 'leadsElsewhere', place, to },
  }));
}
