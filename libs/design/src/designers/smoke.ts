import type { AppModel, AppState } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { placedForms } from '../form-kind.js';
import { pageName, pageOf } from '../page-names.js';
import { namesRow } from '../row-addresses.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { hasVariable, routeOf, startState, statePerTemplate } from '../state-place.js';

const opensLogIn = (model: AppModel, { path }: AppState): boolean =>
  model.logIn?.steps.some((step) => step.kind === 'goto' && step.path === path) === true ||
  placedForms(model).some(({ kind, state }) => kind === 'login' && state.path === path);

/** How many pages are opened whose addresses end alike: `/rename/Home` and `/convert/Home` are views of one thing. */
const mostNamesakes = 4;

/** Empty where the address ends in what says nothing of a thing. */
function endOf({ template }: AppState): string {
  const end = template.split('/').filter(Boolean).at(-1) ?? '';
  return /[?#]/.test(template) || /^(?:index|default)(?:\.\w+)?$/i.test(end) ? '' : end;
}

/** Of addresses that end alike the first few. */
function fewNamesakes(states: readonly AppState[]): AppState[] {
  const taken = new Map<string, number>();
  return states.filter((state) => {
    const end = endOf(state);
    const count = taken.get(end) ?? 0;
    taken.set(end, count + 1);
    return end === '' || count < mostNamesakes;
  });
}

/** One page of each structure; those that the start page's navigation leads to come first. */
function telling(model: AppModel, start: AppState): AppState[] {
  const linked = new Set(
    start.snapshot.elements.flatMap(({ href, landmark }) =>
      href !== undefined && /navigation|banner/i.test(landmark ?? '') ? [routeOf(href, model.url)] : [],
    ),
  );
  const hashes = new Set<string>();
  // The address of a page that stands for one of many is data: it is opened from its list, if at all.
  const isRow = namesRow(model);
  // Views of what the start page shows last as long as that.
  const shown = new Set(start.path.split(/[/?#]/).filter(Boolean));
  const isOfStart = ({ template, path }: AppState): boolean =>
    [...shown].some((name) => path.split('/').includes(name)) &&
    template.split('/').every((part, at) => !hasVariable(part) || shown.has(path.split('/')[at] ?? ''));
  const isOneOfMany = (state: AppState): boolean =>
    state !== start && !isOfStart(state) && (hasVariable(state.template) || isRow(state));
  const all = statePerTemplate(model);
  const plain = new Set(all.map(({ template }) => template));
  const isVariant = (state: AppState): boolean => pageOf(state) !== state.template && plain.has(pageOf(state));
  const ordered = all
    .filter((state) => !isOneOfMany(state) && !isVariant(state))
    .sort(
      (a, b) => Number(b === start) - Number(a === start) || Number(linked.has(b.path)) - Number(linked.has(a.path)),
    )
    .filter(({ snapshot }) => !hashes.has(snapshot.structureHash) && hashes.add(snapshot.structureHash));
  return fewNamesakes(ordered);
}

/** The pages that are only opened, one of each structure. */
export function openedPages(model: AppModel): AppState[] {
  const start = startState(model);
  return start === undefined ? [] : telling(model, start);
}

/** Each kind of page opens by its address and shows what no page of another kind does. */
export const smoke: Designer = (model) => {
  const start = startState(model);
  if (start === undefined) return [];
  return telling(model, start).flatMap((state): Draft[] => {
    const steps = stepsTo(model, state)?.done();
    if (steps === undefined) return [];
    return [
      {
        key: draftKey('smoke', state.template),
        title: `The page “${pageName(model, state)}” opens`,
        designer: 'smoke',
        priority: state === start || opensLogIn(model, state) ? 'P0' : 'P2',
        reason: 'If the page does not open, nothing on it works.',
        category: 'smoke',
        tags: ['smoke'],
        flow: 'open pages',
        pages: [state.template],
        steps,
        watch: {
          effects: ['address', 'heading', 'title', 'feature', 'content', 'count', 'each'],
          consequence: false,
          ...(state.covered === true && { opening: true }),
          again: false,
          mentions: [],
          writes: false,
        },
      },
    ];
  });
};
