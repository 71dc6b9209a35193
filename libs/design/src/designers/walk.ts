import type { AppModel, AppState, Step, Target } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { sharedTexts } from '../page-names.js';
import { menuPaths } from '../row-addresses.js';
import { createSteps, stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { hasVariable, pathOf, startState, statePerTemplate, targetAt } from '../state-place.js';
import { titled } from '../step-title.js';
import { isVolatile } from '../volatile-text.js';
import { openedPages } from './smoke.js';

const mostWalks = 4;
const pagesOfWalk = 4;
const longest = 60;

interface Stop {
  state: AppState;
  heading: string;
  target: Target;
}

/** The page by a heading that no page of another kind has, and that is no data. */
function stopAt(state: AppState, shared: ReadonlySet<string>): Stop[] {
  const at = state.snapshot.elements.findIndex(({ role, name, text, visible, repeated, group }) => {
    const words = (name ?? text ?? '').trim();
    const isOwn = role === 'heading' && visible !== false && repeated !== true && group === undefined;
    return (
      isOwn &&
      /\p{L}{2}/u.test(words) &&
      words.length <= longest &&
      !/\d/.test(words) &&
      !isVolatile(words) &&
      !shared.has(words)
    );
  });
  const element = state.snapshot.elements[at];
  const target = at < 0 ? null : targetAt(state, at);
  const heading = (element?.name ?? element?.text ?? '').trim();
  return target === null ? [] : [{ state, heading, target }];
}

/** Where the menus of the app lead: what most pages link to, and lists of bare links. */
function inMenus(model: AppModel): Set<string> {
  const pages = statePerTemplate(model);
  const linking = new Map<string, number>();
  for (const { snapshot } of pages)
    for (const path of new Set(snapshot.links.flatMap(({ href }) => pathOf(href, model.url) ?? [])))
      linking.set(path, (linking.get(path) ?? 0) + 1);
  const most = [...linking].flatMap(([path, count]) => (count * 2 > pages.length ? [path] : []));
  return new Set([...most, ...menuPaths(model)]);
}

/** Pages of the app's menus that no other test only opens: of those that are built alike one stands for all there. */
function stops(model: AppModel): Stop[] {
  const opened = new Set(openedPages(model).map(({ template }) => template));
  const { headings, rows } = sharedTexts(model);
  const shared = new Set([...headings, ...rows]);
  const menus = inMenus(model);
  const seen = new Set<string>();
  return statePerTemplate(model)
    .filter(
      (state) =>
        state !== startState(model) &&
        !state.signedOut &&
        !opened.has(state.template) &&
        !hasVariable(state.template) &&
        menus.has(pathOf(state.path, model.url) ?? '') &&
        stepsTo(model, state)?.done().length === 1,
    )
    .flatMap((state) => stopAt(state, shared))
    .filter(({ heading }) => !seen.has(heading) && seen.add(heading));
}

const look = ({ target, heading }: Stop, at: number): Step =>
  titled({
    kind: 'expect',
    key: `expect-heading-${at + 1}`,
    phase: 'then',
    target,
    expectation: { matcher: 'toBeVisible', expected: true, foundBy: heading },
  });

function walkPast(all: readonly Stop[], at: number): Draft {
  const steps = createSteps();
  const places = all.flatMap((stop, index) => {
    const before = steps.done().length;
    return [...steps.goto(stop.state.path).done().slice(before), look(stop, index)];
  });
  return {
    key: draftKey('walk', all[0]?.state.template ?? String(at)),
    title: `The pages ${all.map(({ heading }) => `“${heading}”`).join(', ')} open`,
    designer: 'walk',
    priority: 'P3',
    reason: 'Each is one of several that are built alike, and may still be broken by itself.',
    category: 'smoke',
    tags: ['smoke'],
    flow: 'open pages',
    pages: all.map(({ state }) => state.template),
    steps: places,
    watch: { effects: [], consequence: false, again: false, mentions: [], writes: false },
  };
}

/** One walk past several of the pages that other tests do not open. */
export const walk: Designer = (model) => {
  const all = stops(model).slice(0, mostWalks * pagesOfWalk);
  return Array.from({ length: Math.ceil(all.length / pagesOfWalk) }, (_, at) =>
    walkPast(all.slice(at * pagesOfWalk, (at + 1) * pagesOfWalk), at),
  );
};
