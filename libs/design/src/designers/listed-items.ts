import type { AppModel, AppState, PageElement } from '@testforge/core';
import { growsMeanwhile } from './grows-meanwhile.js';
import { fitsTemplate, hasVariable, isBehindTab, isOnePage, pathOf, soundStates } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';

/** A link that stands for one of many things of a kind, and the page of that kind. */
export interface ListedItem {
  state: AppState;
  index: number;
  title: string;
  detail: AppState;
  /** False where the row is about another thing that it leads to as well: a book's author is not the book. */
  isMain: boolean;
}

const hasWords = (text: string): boolean => /\p{L}{3,}/u.test(text);

/** Whether the link is one of a list's, and not of the page's navigation. */
const isContent = (landmark: string | undefined): boolean => !/navigation|banner|contentinfo/i.test(landmark ?? '');

const inHeading = ({ xpath = '' }: PageElement): boolean => /\/h[1-6]\[/.test(xpath);

/** Where the row's main link leads: the address that most of its links have, else that of its heading, else the first. */
export function mainPath({ snapshot, path }: AppState, group: string): string | null {
  const base = new URL(path, snapshot.url).href;
  const links = snapshot.elements.flatMap((element) => {
    const to = element.group === group && element.role === 'link' ? pathOf(element.href ?? '', base) : null;
    return to === null || element.href === undefined ? [] : [{ element, to }];
  });
  const headings = snapshot.elements
    .filter((element) => element.group === group && element.role === 'heading')
    .map(({ text }) => text);
  const weight = (path: string): number => {
    const own = links.filter(({ to }) => to === path).map(({ element }) => element);
    const isTitle = own.some((element) => inHeading(element) || headings.includes(element.text));
    return own.length * 2 + (isTitle ? 1 : 0);
  };
  return links.map(({ to }) => to).sort((a, b) => weight(b) - weight(a))[0] ?? null;
}

const doing =
  /^\W*(?:add|create|edit|change|update|modify|rename|manage|configure|import|export|upload|hinzufügen|anlegen|bearbeiten|ändern|verwalten|ajouter|créer|modifier|gérer|añadir|crear|editar|modificar)(?!\p{L})/iu;

/** “Add new user”, “Edit configuration”: links that stand for what can be done, and not for things. */
const isCommand = ({ title }: ListedItem): boolean => doing.test(title);

/** Of links to one thing the one that says most: beside a picture stands its title. */
function onceEach(items: readonly ListedItem[], model: AppModel): ListedItem[] {
  const said = ({ state, index }: ListedItem): number => (state.snapshot.elements[index]?.text ?? '').length;
  const byPath = new Map<string, ListedItem>();
  for (const item of items) {
    const element = item.state.snapshot.elements[item.index];
    const key = `${element?.group ?? ''} ${pathOf(element?.href ?? '', model.url)}`;
    const known = byPath.get(key);
    if (known === undefined || said(known) === 0) byPath.set(key, item);
  }
  return [...byPath.values()];
}

const pathOfItem = (model: AppModel, { state, index }: ListedItem): string | null =>
  pathOf(state.snapshot.elements[index]?.href ?? '', model.url);

/** Each thing of the list once, in its order; empty where most of them are what can be done. */
function thingsOf(model: AppModel, state: AppState, detail: AppState): ListedItem[] {
  const all = onceEach(itemsOf(model, state, detail), model);
  return all.filter(isCommand).length * 2 >= Math.max(all.length, 2) ? [] : all;
}

/** With so many, more others stand before the last that a page shows than tests make at one time. */
const leastCalm = 8;

/**
 * The things of a list that no other test is about to change: where tests add to it, what they make comes first, or behind all
 * that its first page shows. The last that is shown there is the last to be reached by it.
 */
function calmOf(model: AppModel, state: AppState, items: ListedItem[]): ListedItem[] {
  if (!growsMeanwhile(model, state)) return items;
  return items.length < leastCalm ? [] : items.slice(Math.floor(items.length / 2)).reverse();
}

/** The second item where there is one, since a list that leads to the same for each is right about the first. */
function telling(model: AppModel, state: AppState, detail: AppState): ListedItem | null {
  const things = thingsOf(model, state, detail);
  const calm = calmOf(model, state, things);
  const all = calm.length > 0 ? calm : things;
  const first = all[0];
  return (
    all.find((item) => first !== undefined && pathOfItem(model, item) !== pathOfItem(model, first)) ?? first ?? null
  );
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
    const isMain = element.group === undefined || mainPath(state, element.group) === path;
    items.push({ state, index, title, detail, isMain });
  }
  return items;
}

/** Whether the page stands right above those of the things: `/contacts` above `/contacts/:id`. */
const isAbove = (list: AppState, { template }: AppState): boolean =>
  (list.template.split('?')[0] ?? '').replace(/\/$/, '') === template.replace(/\/[^/]*$/, '');

/** Pages of the same kind that list things with pages of their own: what stands right above these, then those with the most of them. */
function listsOf(model: AppModel): { detail: AppState; lists: AppState[] }[] {
  const states = soundStates(model);
  const details = states.filter(
    (state, at) => hasVariable(state.template) && states.findIndex((other) => other.template === state.template) === at,
  );
  const links = (state: AppState, { template }: AppState): number =>
    new Set(
      state.snapshot.elements
        .map((element) => (element.href === undefined ? null : pathOf(element.href, model.url)))
        .filter((path) => path !== null && fitsTemplate(path, template)),
    ).size;
  const isHome = (state: AppState, detail: AppState): boolean =>
    isAbove(state, detail) && calmOf(model, state, thingsOf(model, state, detail)).length > 0;
  return details.map((detail) => ({
    detail,
    lists: states
      .filter((state) => state.template !== detail.template)
      .map((state) => ({ state, links: links(state, detail) }))
      .filter(({ links: count }) => count > 1)
      .sort((a, b) => Number(isHome(b.state, detail)) - Number(isHome(a.state, detail)) || b.links - a.links)
      .map(({ state }) => state),
  }));
}

/**
 * The item of each list that tells most, whose items have a page of their own; one list a kind of item: the nearest with
 * the most items. Those that their rows are about come first.
 */
export function listedItems(model: AppModel): ListedItem[] {
  const items = listsOf(model).flatMap(({ detail, lists }) => {
    const item = lists.map((state) => telling(model, state, detail)).find((candidate) => candidate !== null);
    return item === undefined ? [] : [item];
  });
  return items.sort((a, b) => Number(b.isMain) - Number(a.isMain));
}

/** The first things of each list, one list a kind of page, but for the one that tells most: that is opened by itself. */
export function otherItems(model: AppModel, most: number): ListedItem[][] {
  const known = new Set(listedItems(model).map((item) => pathOfItem(model, item)));
  return listsOf(model).flatMap(({ detail, lists }) =>
    lists
      .filter((state, at) => lists.findIndex(({ template }) => template === state.template) === at)
      .map((state) =>
        calmOf(model, state, thingsOf(model, state, detail))
          .filter((item) => item.isMain && !known.has(pathOfItem(model, item)))
          .slice(0, most),
      ),
  );
}

/** Whether the page has the same link before any tab of it is clicked. */
const standsOutside = (model: AppModel, item: ListedItem): boolean =>
  soundStates(model).some(
    (other) =>
      other.reach.length === 1 &&
      isOnePage(other, item.state) &&
      other.snapshot.elements.some(
        ({ href = '' }) => href !== '' && pathOf(href, model.url) === pathOfItem(model, item),
      ),
  );

/** What a page lists behind one of its tabs, by the kind of things: each kind once, the first of them. */
export function tabItems(model: AppModel, most: number): ListedItem[][] {
  const known = new Set<string>();
  return soundStates(model)
    .filter(isBehindTab)
    .flatMap((state) =>
      soundStates(model)
        .filter(({ template, reach }) => hasVariable(template) && template !== state.template && reach.length === 1)
        .flatMap((detail) => {
          const kind = `${state.template} ${detail.template}`;
          const items = known.has(kind)
            ? []
            : thingsOf(model, state, detail).filter((item) => item.isMain && !standsOutside(model, item));
          if (items.length > 0) known.add(kind);
          return items.length === 0 ? [] : [items.slice(0, most)];
        }),
    );
}
