import type { AppModel, AppState, PageElement } from '@testforge/core';
import { textOf } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { pageName } from '../page-names.js';
import { rowSets } from '../row-sets.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { hasVariable, pathOf, statePerTemplate, targetAt } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';
import { onceAPath } from './paging.js';
import { readWatch } from './read-watch.js';

const mostAPage = 3;

interface Narrowing {
  index: number;
  /** What it shares with those that do the same: the parameter that a link adds to the page's address; a button stands for itself. */
  name: string;
  label: string;
  word: 'link' | 'button' | 'tab';
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

const labelOf = ({ name, text }: PageElement): string => (name ?? text ?? '').trim();

/** The first link of each parameter that it adds to the page's address. */
const linksOf = (model: AppModel, state: AppState): Narrowing[] =>
  state.snapshot.elements.flatMap((element, index): Narrowing[] => {
    const { href, role, xpath = '' } = element;
    const added = role === 'link' && href !== undefined ? addedBy(href, state, model.url) : null;
    if (added === null || /\/th\[/.test(xpath)) return [];
    if (namesRow.test(added.value) || added.value === '' || vocabulary.sorting.test(added.name)) return [];
    return [{ index, name: added.name, label: labelOf(element), word: 'link' }];
  });

const parentOf = ({ xpath = '' }: PageElement): string => xpath.replace(/\/[^/]*$/, '');
const pressedOf = ({ role, attributes = {} }: PageElement): string | undefined =>
  role === 'button' ? attributes['aria-pressed'] : undefined;

/** Buttons beside one another of which just one is pressed: pressing another lets that go. */
function buttonsOf({ snapshot: { elements } }: AppState): Narrowing[] {
  const [open, pressed] = ['false', 'true'].map((state) =>
    elements.filter((element) => element.visible !== false && pressedOf(element) === state),
  );
  const isChoice = (element: PageElement): boolean =>
    element.group === undefined && pressed?.filter((other) => parentOf(other) === parentOf(element)).length === 1;
  return (open ?? []).filter(isChoice).map((element) => ({
    index: elements.indexOf(element),
    name: labelOf(element),
    label: labelOf(element),
    word: 'button',
  }));
}

const counted = /\s*[([]?\d[\d.,]*[)\]]?$/u;

/** Tabs beside the one that is chosen, where they lead to no other address; on the page of a thing they are its parts. */
const tabsOf = ({ template, snapshot: { elements } }: AppState): Narrowing[] =>
  hasVariable(template)
    ? []
    : elements.flatMap((element, index): Narrowing[] => {
        const { role, href, attributes } = element;
        const label = labelOf(element).replace(counted, '');
        const isOther = role === 'tab' && href === undefined && attributes?.['aria-selected'] === 'false';
        return isOther ? [{ index, name: label, label, word: 'tab' }] : [];
      });

/** What many are called, and what one of them may be: “Drafts”, “Vencidas”, “Offene”. */
const formsOf = (label: string): string[] =>
  [label, label.replace(/s$/, ''), label.replace(/e[sn]?$/, '')].filter((form, at) => at === 0 || form.length >= 4);

/** What narrows the list of a page to what some of its rows show, but not all: one of a kind. */
function narrowingsOf(model: AppModel, state: AppState): (Narrowing & { chosen: string })[] {
  const lists = rowSets(state.snapshot).map(({ rows }) => rows.map(textOf));
  const tells = (label: string): boolean =>
    lists.some((rows) => rows.some((row) => row.includes(label)) && !rows.every((row) => row.includes(label)));
  const all = [...linksOf(model, state), ...buttonsOf(state), ...tabsOf(state)]
    .filter(
      ({ index, label }) =>
        state.snapshot.elements[index]?.visible !== false &&
        /\p{L}/u.test(label) &&
        !/\d/.test(label) &&
        !unwanted.some((bad) => bad.test(label)),
    )
    .flatMap((each) => {
      const chosen = (each.word === 'tab' ? formsOf(each.label) : [each.label]).find(tells);
      return chosen === undefined ? [] : [{ ...each, chosen }];
    });
  return all.filter((one, at) => all.findIndex(({ name }) => name === one.name) === at).slice(0, mostAPage);
}

/** Each link, button or tab beside a list that narrows it to what the link says leaves just that. */
export const narrowingLinks: Designer = (model) =>
  onceAPath(statePerTemplate(model)).flatMap((state) =>
    narrowingsOf(model, state).flatMap(({ index, name, label, chosen, word }): Draft[] => {
      const target = targetAt(state, index);
      const way = target === null ? null : stepsTo(model, state);
      if (target === null || way === null) return [];
      return [
        {
          key:
            word === 'link'
              ? draftKey('filter', state.template, 'link', name)
              : draftKey('filter', state.template, word, label),
          title: `The ${word} “${label}” narrows the list on “${pageName(model, state)}”`,
          designer: 'filter',
          priority: 'P1',
          reason: 'Whoever narrows a list sees what was asked for, and nothing else.',
          category: 'functional',
          tags: ['filter'],
          flow: 'browse items',
          pages: [state.template],
          steps: way.click(target).done(),
          watch: readWatch(['each', 'count'], { chosen }),
        },
      ];
    }),
  );
