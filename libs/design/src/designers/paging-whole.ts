import { countIn, countInSnapshot, proposeLocators } from '@testforge/browser';
import type { AppModel, AppState, Locator, PageElement, Step, Target } from '@testforge/core';
import { leansOn, positional, textOf } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { nextParts } from '../next-part.js';
import { pageName } from '../page-names.js';
import { rowSets, type RowSet } from '../row-sets.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { statePerTemplate, targetAt } from '../state-place.js';
import { titled } from '../step-title.js';
import { onceAPath } from './paging.js';
import { readWatch } from './read-watch.js';
import { isAboutList, longest } from './told-numbers.js';

const mostLists = 2;

/** A list in numbered parts that says how many there are in all. */
interface PagedList {
  rows: RowSet;
  /** What says how many there are in all. */
  count: Target;
  /** Leads to the last part, whatever its number is that day. */
  last: Target;
}

/** The number right before the way to the next part is that of the last. */
function lastPart(state: AppState): { target: Target; number: number } | null {
  const { elements } = state.snapshot;
  for (const index of nextParts(state.snapshot)) {
    const { role: ofNext, tag } = elements[index] ?? {};
    const before = elements.slice(0, index).findLast(({ role, visible }) => role === ofNext && visible !== false);
    const [next, number] = [targetAt(state, index), Number(before?.text)];
    if (next === null || before === undefined || before.tag !== tag || !(number > 1) || !Number.isInteger(number))
      continue;
    const locator: Locator = {
      ...next.locator,
      links: [...next.locator.links, { by: 'css', css: `xpath=preceding::${tag}[1]` }],
    };
    return { target: { locator, fingerprint: { tag: before.tag, role: before.role, text: String(number) } }, number };
  }
  return null;
}

/** An element that says how many there are, by anything but what it says today. */
function countTarget({ snapshot }: AppState, index: number): Target | null {
  const element = snapshot.elements[index];
  if (element === undefined) return null;
  const { interactive: _i, repeated: _r, group: _g, ...fingerprint } = element;
  const locator = proposeLocators(element, snapshot, { avoidOwnText: true }).find((each) => {
    const found = countInSnapshot(each, snapshot);
    const leans = leansOn(each).some((text) => /\d/.test(text));
    return found.length === 1 && found[0] === index && !leans && !positional(each);
  });
  return locator === undefined ? null : { locator, fingerprint };
}

const isCount = (state: AppState, element: PageElement): boolean =>
  !element.interactive &&
  element.visible !== false &&
  textOf(element).length <= longest &&
  isAboutList(state, textOf(element));

/** Null where the page does not say how many there are in all, or where that and its parts do not go together. */
function pagedList(state: AppState): PagedList | null {
  const last = lastPart(state);
  if (last === null) return null;
  const sets = rowSets(state.snapshot, 2);
  for (const [index, element] of state.snapshot.elements.entries()) {
    const all = isCount(state, element) ? countIn(textOf(element)) : null;
    const rows = sets.find((set) => all !== null && Math.ceil(all / set.rows.length) === last.number);
    const count = rows === undefined ? null : countTarget(state, index);
    if (rows !== undefined && count !== null) return { rows, count, last: last.target };
  }
  return null;
}

const base = { phase: 'when' as const };

function stepsOf({ rows, count, last }: PagedList): Step[] {
  const { tag, role } = rows.rows[0] ?? { tag: 'li', role: undefined };
  const all: Target = { locator: rows.locator, fingerprint: { tag, ...(role === undefined ? {} : { role }) } };
  const first: Target = {
    ...all,
    locator: { ...rows.locator, links: [...rows.locator.links, { by: 'nth', index: 0 }] },
  };
  const isThere = (key: string): Step =>
    titled(
      { kind: 'expect', key, phase: 'then', target: first, expectation: { matcher: 'toBeVisible', expected: true } },
      'a first entry',
    );
  const value = { kind: 'remembered' as const, name: 'count', rest: 'rows', page: 'page' };
  return [
    isThere('expect-first'),
    titled({ ...base, kind: 'remember', key: 'remember-rows', target: all, name: 'rows', count: true }),
    // A longer list may not show its last number any more: whichever page it is, the relation holds.
    titled({ ...base, kind: 'remember', key: 'remember-page', target: last, name: 'page' }),
    titled({ ...base, kind: 'click', key: 'click-last', target: last }, 'the last page'),
    isThere('expect-first-of-last'),
    // Of the same answer as the rows: somebody may have added one meanwhile.
    titled({ ...base, kind: 'remember', key: 'remember-count', target: count, name: 'count' }),
    titled(
      {
        kind: 'expect',
        key: 'expect-rest',
        phase: 'then',
        target: all,
        expectation: { matcher: 'toHaveCount', expected: null, value },
      },
      'a row',
    ),
  ];
}

/**
 * What the pages of a list show together is all that it says there is: the last that is offered holds just what is left for
 * it. Where tests add to the list meanwhile that page is full, and no more.
 */
export const pagingWhole: Designer = (model: AppModel) =>
  onceAPath(statePerTemplate(model))
    .flatMap((state): Draft[] => {
      const list = pagedList(state);
      const way = list === null ? undefined : stepsTo(model, state)?.done();
      if (list === null || way === undefined) return [];
      return [
        {
          key: draftKey('paging-whole', state.template),
          title: `The pages of “${pageName(model, state)}” show as many as it says there are`,
          designer: 'paging',
          priority: 'P1',
          reason: 'What falls between two pages of a list is never found.',
          category: 'functional',
          tags: ['paging', 'count'],
          flow: 'browse items',
          pages: [state.template],
          steps: [...way, ...stepsOf(list)],
          watch: readWatch([]),
        },
      ];
    })
    .slice(0, mostLists);
