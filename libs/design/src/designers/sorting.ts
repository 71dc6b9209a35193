import { countInSnapshot } from '@testforge/browser';
import type { AppModel, AppState, PageElement, Target } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { createSteps, stepsTo } from '../scenario-steps.js';
import { exactly, pathOf, soundStates, statePerTemplate, targetAt } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';
import { choiceForms, otherChoices, sorts } from './choice-fields.js';
import { openFields } from './fill-form.js';
import { chooseSteps } from './filter.js';
import { formKey } from './form-happy.js';
import { openedViews } from './item-views.js';
import { readWatch } from './read-watch.js';

type Sorted = NonNullable<Draft['watch']['sorted']>;

const mostChoices = 4;
const mostHeaders = 4;

/** By what a list should be sorted, as the words of a choice tell; null where they tell nothing that a page can show. */
export function sortedBy(words: string): Sorted | null {
  const kinds: Sorted['kinds'] = [
    ...(vocabulary.byAmount.test(words) ? (['amounts'] as const) : []),
    ...(vocabulary.byDay.test(words) ? (['days'] as const) : []),
    ...(vocabulary.byLetter.test(words) ? (['letters'] as const) : []),
  ];
  const falling = vocabulary.falling.test(words);
  const rising = vocabulary.rising.test(words);
  if (kinds.length === 0) return null;
  return { kinds, ...(falling === rising ? {} : { direction: falling ? 'falling' : 'rising' }) };
}

const sortingOn = (
  state: AppState,
  { key, title, steps, sorted }: { key: string; title: string; steps: Draft['steps']; sorted: Sorted },
): Draft => ({
  key,
  title,
  designer: 'sorting',
  priority: 'P1',
  reason: 'Whoever sorts a list relies on its order.',
  category: 'functional',
  tags: ['sorting'],
  flow: 'browse items',
  pages: [state.template],
  steps,
  watch: readWatch(['order'], { sorted }),
});

const draftOf = (
  model: AppModel,
  state: AppState,
  { label, ...rest }: { key: string; label: string; steps: Draft['steps']; sorted: Sorted },
): Draft => sortingOn(state, { ...rest, title: `“${label}” sorts the list on “${pageName(model, state)}”` });

/** Each order that a select offers. */
const byChoice = (model: AppModel): Draft[] =>
  choiceForms(model).flatMap((placed) =>
    openFields(placed)
      .filter(sorts)
      .slice(0, 1)
      .flatMap((field) => otherChoices(placed, field))
      .flatMap((choice): Draft[] => {
        const sorted = sortedBy(choice.label);
        const steps = sorted === null ? null : chooseSteps(model, choice);
        if (sorted === null || steps === null) return [];
        const key = draftKey('sorting', placed.state.template, formKey(placed), choice.label);
        return [draftOf(model, placed.state, { key, label: choice.label, steps, sorted })];
      })
      .slice(0, mostChoices),
  );

const headerCell = /\/t(?:head|able)\b.*\/th\[(\d+)\](?:\/|$)/;

/** Which cell of a row the header stands above; null where the element is no header that is clicked. */
function columnOf(element: PageElement, state: AppState, model: AppModel): number | null {
  const column = Number(headerCell.exec(element.xpath ?? '')?.[1] ?? Number.NaN);
  const clicked = element.role === 'link' || element.role === 'button';
  const here = pathOf(state.snapshot.url, model.url);
  const stays = element.href === undefined || pathOf(element.href, new URL(state.path, model.url).href) === here;
  return clicked && stays && element.visible !== false && Number.isInteger(column) ? column : null;
}

/** Of fewer rows nothing tells the order. */
const leastRows = 3;

/** How many rows stood below the header when its page was read. */
function rowsBelow({ xpath = '' }: PageElement, { snapshot }: AppState): number {
  const table = /^.*\/table\[\d+\]/.exec(xpath)?.[0];
  return snapshot.elements.filter(
    ({ tag, xpath: row = '' }) =>
      tag === 'tr' && table !== undefined && row.startsWith(`${table}/`) && !xpath.startsWith(`${row}/`),
  ).length;
}

/** By which column a list stands in order, and how, passes. */
const arrow = /\s*[\u2190-\u21ff\u25b2-\u25bf\u2b00-\u2bff]+\s*$/u;

/** A row may be called “Title of something” tomorrow; the header says “Title” and no more, or how the list stands. */
function byLabel(target: Target, state: AppState): Target {
  const links = target.locator.links.map((link) =>
    link.by === 'role' && link.name !== undefined ? { ...link, name: link.name.replace(arrow, '') } : link,
  );
  const locator = { ...target.locator, links };
  const isArrowed = JSON.stringify(locator) !== JSON.stringify(target.locator);
  if (!isArrowed) return exactly(target, state);
  return countInSnapshot(locator, state.snapshot).length === 1 ? { ...target, locator } : target;
}

interface Header {
  label: string;
  column: number;
  target: Target;
}

/** The headers of a page's tables that are there to be clicked, above rows enough to tell an order. */
function headersOf(model: AppModel, state: AppState): Header[] {
  const sending = new Set(state.snapshot.forms.flatMap(({ submits }) => submits));
  return state.snapshot.elements
    .flatMap((element, index): Header[] => {
      const column = sending.has(index) ? null : columnOf(element, state, model);
      const target = column === null ? null : targetAt(state, index);
      const label = (element.name ?? element.text ?? '').replace(arrow, '').trim();
      if (column === null || target === null || !/\p{L}/u.test(label)) return [];
      if (vocabulary.destructive.test(label) || rowsBelow(element, state) < leastRows) return [];
      return [{ label, column, target }];
    })
    .slice(0, mostHeaders);
}

const anyKind: Sorted['kinds'] = ['amounts', 'days', 'letters'];

const byHeader = (model: AppModel): Draft[] =>
  statePerTemplate(model).flatMap((state) =>
    headersOf(model, state).flatMap(({ label, column, target }): Draft[] => {
      const way = stepsTo(model, state);
      if (way === null) return [];
      return [
        draftOf(model, state, {
          key: draftKey('sorting', state.template, label),
          label,
          steps: way.click(byLabel(target, state)).done(),
          sorted: { kinds: anyKind, column },
        }),
      ];
    }),
  );

/** What a header says in the view of an item is that item's; where it stands is the same for all. */
const atPlace = (column: number): Target => ({
  locator: { frame: [], links: [{ by: 'css', css: `thead th:nth-child(${column}) > :is(a, button)` }] },
  fingerprint: { tag: 'a' },
});

/** The headers in a view of an item, reached by the item, told by where they stand. */
const byHeaderOfItem = (model: AppModel): Draft[] =>
  openedViews(model).flatMap(({ item, page, label, steps }) => {
    const states = soundStates(model).filter(({ template }) => template === page.template);
    const headers = states.map((state) => headersOf(model, state)).find(({ length }) => length > 0) ?? [];
    return headers.map(({ column }) =>
      sortingOn(page, {
        key: draftKey('sorting', item.state.template, page.template, `${column}`),
        title: `Column ${column} sorts the rows in “${label}” of an item of “${pageName(model, item.state)}”`,
        steps: [...steps, ...createSteps().click(atPlace(column), `the header of column ${column}`).done()],
        sorted: { kinds: anyKind, column },
      }),
    );
  });

/** A list that is sorted stands in that order, told by the order alone. */
export const sorting: Designer = (model) => [...byChoice(model), ...byHeader(model), ...byHeaderOfItem(model)];
