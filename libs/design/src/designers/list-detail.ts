import type { AppModel, Step } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { createSteps, stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { listedItems, type ListedItem } from './listed-items.js';
import { listWay, type ListWay } from './list-way.js';

const watch: Draft['watch'] = {
  effects: ['address', 'own'],
  consequence: false,
  again: false,
  mentions: [],
  writes: false,
};

/** What the list says of the item, the item's own page says too; told by what the list says at that time. */
function opensItem(model: AppModel, { state, detail, isMain }: ListedItem, { remember, link }: ListWay): Draft {
  return {
    key: draftKey('list-detail', state.template, detail.template),
    title: isMain
      ? `An item of “${pageName(model, state)}” opens its own page`
      : `What an item of “${pageName(model, state)}” names beside itself opens its own page`,
    designer: 'list-detail',
    priority: 'P1',
    reason: 'What a list promises, the page behind it must hold.',
    category: 'functional',
    tags: ['list'],
    flow: 'browse items',
    pages: [state.template, detail.template],
    steps: [...remember, ...createSteps().click(link, 'the item').done()],
    watch: { ...watch, template: detail.template },
  };
}

/** The browser's way back leads to the list again. */
function leadsBack(model: AppModel, { state, detail }: ListedItem, { link }: ListWay): Draft {
  const steps: Step[] = stepsTo(model, state)?.click(link, 'the item').back().done() ?? [];
  return {
    key: draftKey('back', state.template, detail.template),
    title: `From an item back to “${pageName(model, state)}”`,
    designer: 'list-detail',
    priority: 'P2',
    reason: 'Whoever looks at one item wants to see the next.',
    category: 'functional',
    tags: ['list', 'back'],
    flow: 'browse items',
    pages: [state.template, detail.template],
    steps,
    watch: { ...watch, effects: ['address', 'heading'] },
  };
}

/** An item of a list leads to its own page, which bears its title, and back. */
export const listDetail: Designer = (model) =>
  listedItems(model).flatMap((item): Draft[] => {
    const way = listWay(model, item);
    return way === null ? [] : [opensItem(model, item, way), leadsBack(model, item, way)];
  });
