import type { AppModel, AppState } from '@testforge/core';
import { textOf } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { pageName } from '../page-names.js';
import { rowSets } from '../row-sets.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { pathOf, statePerTemplate, targetAt } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';
import { onceAPath } from './paging.js';
import { readWatch } from './read-watch.js';

const mostAPage = 3;

interface Narrowing {
  index: number;
  /** The parameter that the link adds to the page's address. */
  name: string;
  label: string;
}

/** A number or an identifier is a row of the app's data, and so is whatever is called after it. */
const namesRow = /^(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})$/i;
const unwanted = [vocabulary.destructive, vocabulary.leaving, vocabulary.sorting, vocabulary.placeholder];

/** What a link adds to the address of its own page; null where it leads elsewhere, or does more than that. */
function addedBy(href: string, state: AppState, base: string): { name: string; value: string } | null {
  const here = new URL(state.path, base);
  const there = URL.parse(href, here.href);
  if (there === null || pathOf(there.href, base) !== here.pathname) return null;
  const added = [...there.searchParams].filter(([name, value]) => here.searchParams.get(name) !== value);
  const [one, ...more] = added;
  return one === undefined || more.length > 0 ? null : { name: one[0], value: one[1] };
}

/** Links of a page that add one parameter to its address and whose words some rows of its list show, but not all: one a parameter. */
function narrowingsOf(model: AppModel, state: AppState): Narrowing[] {
  const lists = rowSets(state.snapshot).map(({ rows }) => rows.map(textOf));
  const tells = (label: string): boolean =>
    lists.some((rows) => rows.some((row) => row.includes(label)) && !rows.every((row) => row.includes(label)));
  const all = state.snapshot.elements.flatMap((element, index): Narrowing[] => {
    const label = (element.name ?? element.text ?? '').trim();
    const { href, role, visible, xpath = '' } = element;
    const added = role === 'link' && href !== undefined ? addedBy(href, state, model.url) : null;
    if (added === null || visible === false || /\/th\[/.test(xpath)) return [];
    if (namesRow.test(added.value) || added.value === '' || vocabulary.sorting.test(added.name)) return [];
    return /\p{L}/u.test(label) && !/\d/.test(label) && !unwanted.some((bad) => bad.test(label)) && tells(label)
      ? [{ index, name: added.name, label }]
      : [];
  });
  return all.filter((one, at) => all.findIndex(({ name }) => name === one.name) === at).slice(0, mostAPage);
}

/** Each link beside a list that narrows it to what the link says leaves just that. */
export const narrowingLinks: Designer = (model) =>
  onceAPath(statePerTemplate(model)).flatMap((state) =>
    narrowingsOf(model, state).flatMap(({ index, name, label }): Draft[] => {
      const target = targetAt(state, index);
      const way = target === null ? null : stepsTo(model, state);
      if (target === null || way === null) return [];
      return [
        {
          key: draftKey('filter', state.template, 'link', name),
          title: `The link “${label}” narrows the list on “${pageName(model, state)}”`,
          designer: 'filter',
          priority: 'P1',
          reason: 'Whoever narrows a list sees what was asked for, and nothing else.',
          category: 'functional',
          tags: ['filter'],
          flow: 'browse items',
          pages: [state.template],
          steps: way.click(target).done(),
          watch: readWatch(['each', 'count'], { chosen: label }),
        },
      ];
    }),
  );
