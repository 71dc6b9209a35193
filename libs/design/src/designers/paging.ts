import { countIn } from '@testforge/browser';
import type { AppState, Step, Target } from '@testforge/core';
import { textOf } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { firstPartBeside, nextParts } from '../next-part.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { rowSets } from '../row-sets.js';
import { createSteps, stepsTo } from '../scenario-steps.js';
import { exactly, statePerTemplate, targetAt } from '../state-place.js';
import { titled } from '../step-title.js';
import { countsShared } from '../volatile-text.js';
import { vocabulary } from '../vocabulary.js';
import { firstOfList } from './first-of-list.js';
import { growsMeanwhile } from './grows-meanwhile.js';
import { readWatch } from './read-watch.js';

const mostLists = 2;

/** What leads to the next part of the list and, where that is a button, which need not leave an address behind, back to the first. */
function turnsOf(state: AppState): { next: Target; first: Target | null } | null {
  for (const index of nextParts(state.snapshot)) {
    const next = targetAt(state, index);
    const back = firstPartBeside(state.snapshot, index);
    const first = back === null ? null : targetAt(state, back);
    // Of ten parts two begin with a 1.
    if (next !== null) return { next, first: first && exactly(first, state) };
  }
  return null;
}

/** The second page of a list is no list of its own. */
export const onceAPath = (all: readonly AppState[]): AppState[] => {
  const path = (state: AppState): string => state.path.split('?')[0] ?? '';
  return all.filter((state, at) => all.findIndex((other) => path(other) === path(state)) === at);
};

/** The button that adds the next part to the list. */
const furtherOf = (state: AppState): Target | null =>
  state.snapshot.elements
    .flatMap(({ role, name, text, visible, enabled, group }, index) => {
      const isUsable = role === 'button' && visible !== false && enabled !== false && group === undefined;
      return isUsable && vocabulary.further.test(name ?? text ?? '') ? (targetAt(state, index) ?? []) : [];
    })
    .at(0) ?? null;

/** A list that grows by a button: what stood there stays, and more stands behind it. */
const growing: Designer = (model) =>
  onceAPath(statePerTemplate(model))
    .flatMap((state): Draft[] => {
      const further = furtherOf(state);
      const first = firstOfList(state);
      const way = further === null || first === null ? null : stepsTo(model, state);
      if (further === null || first === null || way === null) return [];
      const [...open] = way.done();
      return [
        {
          key: draftKey('paging', 'more', state.template),
          title: `More of the list on “${pageName(model, state)}” is shown where that is asked for`,
          designer: 'paging',
          priority: 'P1',
          reason: 'A visitor must get at all of a long list.',
          category: 'functional',
          tags: ['paging'],
          flow: 'browse items',
          pages: [state.template],
          steps: [
            ...open,
            first.remember('first'),
            ...way.click(further).done().slice(open.length),
            first.goesOn(),
            ...(growsMeanwhile(model, state) ? [] : [first.isStill('first')]),
          ],
          watch: readWatch([]),
        },
      ];
    })
    .slice(0, mostLists);

/** “Page 1 of 4”. */
const pageOf = /(?<!\p{L})(?:page|seite|página|pagina)\s*1\s*(?:of|von|sur|de|\/)\s*(\d+)(?!\d)/iu;
const longest = 60;

/** In how many parts a list stands, as far as its page tells, where a part has so many rows. */
function partsOf({ snapshot: { elements } }: AppState, rows: number): number {
  const texts = elements.filter(({ visible }) => visible !== false).map(textOf);
  const told = texts.flatMap((text) => (text.length <= longest ? Number(pageOf.exec(text)?.[1] ?? 0) : []));
  const counted = texts.map((text) =>
    text.length <= longest && countsShared(text) ? Math.ceil((countIn(text) ?? 0) / rows) : 0,
  );
  return Math.max(0, ...told, ...counted);
}

/** Each part but the last is as full as the first: what falls out between two of them is missed there. */
function fullness(state: AppState): { before: Step; behind: Step } | null {
  const [set] = rowSets(state.snapshot, 3).sort((a, b) => b.rows.length - a.rows.length);
  const row = set?.rows[0];
  if (set === undefined || row === undefined || partsOf(state, set.rows.length) < 3) return null;
  const target: Target = {
    locator: set.locator,
    fingerprint: { tag: row.tag, ...(row.role === undefined ? {} : { role: row.role }) },
  };
  const expectation = {
    matcher: 'toHaveCount' as const,
    expected: null,
    value: { kind: 'remembered' as const, name: 'rows' },
  };
  return {
    before: titled({ kind: 'remember', key: 'remember-rows', phase: 'when', target, name: 'rows', count: true }),
    behind: titled({ kind: 'expect', key: 'expect-rows', phase: 'then', target, expectation }, 'a row'),
  };
}

/** The next part of a list shows others, and the way back shows the first again. */
const turning: Designer = (model) =>
  onceAPath(statePerTemplate(model))
    .flatMap((state): Draft[] => {
      const turns = turnsOf(state);
      const first = firstOfList(state);
      const way = turns === null ? null : stepsTo(model, state);
      if (turns === null || first === null || way === null) return [];
      const [...open] = way.done();
      const [click] = way.click(turns.next, 'the next page').done().slice(open.length);
      if (click === undefined) return [];
      const [back = first.back()] =
        turns.first === null ? [] : createSteps().click(turns.first, 'the first page').done();
      const full = fullness(state);
      return [
        {
          key: draftKey('paging', state.template),
          title: `The next page of “${pageName(model, state)}” shows others, and the way back the first again`,
          designer: 'paging',
          priority: 'P1',
          reason: 'A visitor must get at all of a long list.',
          category: 'functional',
          tags: ['paging', 'back'],
          flow: 'browse items',
          pages: [state.template],
          steps: [
            ...open,
            first.remember('first'),
            ...(full === null ? [] : [full.before]),
            click,
            first.isThere(),
            first.isGone('first'),
            ...(full === null ? [] : [full.behind]),
            back,
            // Where tests add to the list, another one may stand first by now.
            growsMeanwhile(model, state) ? first.isThere('again') : first.isStill('first'),
          ],
          watch: readWatch([]),
        },
      ];
    })
    .slice(0, mostLists);

/** All of a long list can be had. */
export const paging: Designer = (model) => [...turning(model), ...growing(model)];
