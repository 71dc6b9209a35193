import type { AppModel, AppState } from '@testforge/core';
import { fitsTemplate, hasVariable, pathOf, soundStates } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';

/** A link that stands for one of many things of a kind, and the page of that kind. */
export interface ListedItem {
  state: AppState;
  index: number;
  title: string;
  detail: AppState;
}

const hasWords = (text: string): boolean => /\p{L}{3,}/u.test(text);

/** Whether the link is one of a list's, and not of the page's navigation. */
const isContent = (landmark: string | undefined): boolean => !/navigation|banner|contentinfo/i.test(landmark ?? '');

/** The second item where there is one, since a list that leads to the same for each is right about the first. */
function telling(model: AppModel, state: AppState, detail: AppState): ListedItem | null {
  const all = itemsOf(model, state, detail);
  const path = ({ index }: ListedItem): string | null => pathOf(state.snapshot.elements[index]?.href ?? '', model.url);
  return all.find((item) => all[0] !== undefined && path(item) !== path(all[0])) ?? all[0] ?? null;
}

function itemsOf(model: AppModel, state: AppState, detail: AppState): ListedItem[] {
  const items: ListedItem[] = [];
  for (const [index, element] of state.snapshot.elements.entries()) {
    if (
      element.role !== 'link' ||
      element.href === undefined ||
      !isContent(element.landmark) ||
      state.locators[String(index)] === undefined
    )
      continue;
    const path = pathOf(element.href, model.url);
    const title = (element.name ?? element.text ?? '').trim();
    if (path === null || !fitsTemplate(path, detail.template) || !hasWords(title) || vocabulary.destructive.test(title))
      continue;
    items.push({ state, index, title, detail });
  }
  return items;
}

/** The item of each list that tells most, whose items have a page of their own; one list a kind of item: the nearest with the most items. */
export function listedItems(model: AppModel): ListedItem[] {
  const states = soundStates(model);
  const details = states.filter(
    (state, at) => hasVariable(state.template) && states.findIndex((other) => other.template === state.template) === at,
  );
  return details.flatMap((detail) => {
    const lists = states
      .filter((state) => state.template !== detail.template)
      .map((state) => ({
        state,
        links: new Set(
          state.snapshot.elements
            .map((element) => (element.href === undefined ? null : pathOf(element.href, model.url)))
            .filter((path) => path !== null && fitsTemplate(path, detail.template)),
        ).size,
      }))
      .filter(({ links }) => links > 1)
      .sort((a, b) => b.links - a.links);
    const item = lists.map(({ state }) => telling(model, state, detail)).find((candidate) => candidate !== null);
    return item === undefined ? [] : [item];
  });
}
