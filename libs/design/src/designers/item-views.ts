import type { AppModel, AppState, Step, Target } from '@testforge/core';
import { leansOn } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { pageName, pagesOfKind } from '../page-names.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { fitsTemplate, hasVariable, pathOf, soundStates, targetAt } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';
import { growsMeanwhile } from './grows-meanwhile.js';
import { listedItems, type ListedItem } from './listed-items.js';
import { listWay } from './list-way.js';

/** Of views whose addresses end alike, such as the history of each kind of thing, and of all. */
const mostAlike = 2;
const mostViews = 8;

interface View {
  item: ListedItem;
  page: AppState;
  link: Target;
  label: string;
}

const segmentsOf = (path: string): string[] => path.split('?')[0]?.split('/').filter(Boolean) ?? [];

/** The segments of the item's address that say which item it is. */
function nameSegments({ template, path }: AppState): string[] {
  const values = segmentsOf(path);
  return segmentsOf(template).flatMap((segment, at) => (hasVariable(segment) ? (values[at] ?? []) : []));
}

/** Whether the page has a link of that word. */
const leadsOn = ({ snapshot }: AppState, label: string): boolean =>
  snapshot.elements.some(
    ({ role, name, text, visible }) => role === 'link' && visible !== false && (name ?? text ?? '').trim() === label,
  );

/**
 * Links on the item's own page that lead on to further pages about the same item; those alone that all pages of such items
 * have, since by its place another one may be met tomorrow.
 */
function viewsOf(model: AppModel, item: ListedItem, pages: readonly AppState[]): View[] {
  const { detail, title } = item;
  const alike = pagesOfKind(soundStates(model), detail.template);
  const names = nameSegments(detail);
  const isAbout = (path: string): boolean => names.every((name) => segmentsOf(path).includes(name));
  return detail.snapshot.elements.flatMap((element, index): View[] => {
    const path = element.href === undefined ? null : pathOf(element.href, model.url);
    const label = (element.name ?? element.text ?? '').trim();
    if (path === null || element.visible === false || !isAbout(path)) return [];
    const page = pages.find(({ template }) => template !== detail.template && fitsTemplate(path, template));
    const link = targetAt(detail, index);
    if (page === undefined || link === null) return [];
    const told = [label, ...leansOn(link.locator)].join(' ');
    const isItsOwn = [title, ...names].some((name) => told.includes(name));
    const isUnfit = vocabulary.destructive.test(label) || vocabulary.leaving.test(label);
    const isEverywhere = alike.every((other) => leadsOn(other, label));
    return /\p{L}/u.test(label) && !isItsOwn && !isUnfit && isEverywhere ? [{ item, page, link, label }] : [];
  });
}

/** A view, and the steps that lead to it as a visitor goes: from the list, by the item. */
export interface OpenedView extends View {
  steps: Step[];
}

/** What lies behind the pages of items; of views alike a few. */
export function openedViews(model: AppModel): OpenedView[] {
  const items = listedItems(model).filter(({ isMain }) => isMain);
  const listed = new Set(items.map(({ detail }) => detail.template));
  const pages = soundStates(model).filter(
    ({ template, reach }) =>
      hasVariable(template) &&
      !template.includes('?') &&
      !listed.has(template) &&
      reach.every(({ kind }) => kind === 'goto'),
  );
  const alike = new Map<string, number>();
  const seen = new Set<string>();
  return items
    .flatMap((item) => viewsOf(model, item, pages))
    .filter(({ page }) => {
      const end = segmentsOf(page.template).at(-1) ?? '';
      const count = alike.get(end) ?? 0;
      if (seen.has(page.template) || count === mostAlike) return false;
      alike.set(end, count + 1);
      return seen.add(page.template);
    })
    .slice(0, mostViews)
    .flatMap((view): OpenedView[] => {
      const way = listWay(model, view.item);
      if (way === null) return [];
      const remember = way.remember.filter((step) => step.kind !== 'remember' || step.name === 'title');
      return [{ ...view, steps: [...remember, ...createSteps().click(way.link, 'the item').click(view.link).done()] }];
    });
}

/** What its page is made of tells a view only where it is the same item's tomorrow, or where several such pages are known. */
const isMadeAlike = (model: AppModel, { item, page }: View): boolean =>
  !growsMeanwhile(model, item.state) || pagesOfKind(soundStates(model), page.template).length > 1;

/** What lies behind the page of an item opens and is about it. */
export const itemViews: Designer = (model) =>
  openedViews(model).map(({ steps, ...view }): Draft => {
    const { item, page, label } = view;
    return {
      key: draftKey('item-view', item.state.template, page.template),
      title: `“${label}” of an item of “${pageName(model, item.state)}” opens`,
      designer: 'item-view',
      priority: 'P2',
      reason: 'What lies behind the page of a thing is about that thing.',
      category: 'functional',
      tags: ['list'],
      flow: 'browse items',
      pages: [item.state.template, item.detail.template, page.template],
      steps,
      watch: {
        effects: isMadeAlike(model, view) ? ['address', 'own', 'feature'] : ['address', 'own'],
        consequence: false,
        again: false,
        mentions: [],
        writes: false,
        template: page.template,
      },
    };
  });
