import type { Designer, Draft } from '../draft.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { pageName, targetAt } from '../state-place.js';
import { listedItems } from './listed-items.js';

/** An item of a list leads to its own page, which bears its title. */
export const listDetail: Designer = (model) =>
  listedItems(model).flatMap(({ state, index, title, detail }): Draft[] => {
    const target = targetAt(state, index);
    const steps = stepsTo(model, state);
    if (target === null || steps === null) return [];
    return [
      {
        key: draftKey('list-detail', state.template, detail.template),
        title: `An item of “${pageName(state)}” opens its own page`,
        designer: 'list-detail',
        priority: 'P1',
        reason: 'What a list promises, the page behind it must hold.',
        category: 'functional',
        tags: ['list'],
        flow: 'browse items',
        pages: [state.template, detail.template],
        steps: steps.click(target).done(),
        watch: {
          effects: ['address', 'heading', 'title'],
          consequence: false,
          again: false,
          mentions: [title],
          writes: false,
        },
      },
    ];
  });
