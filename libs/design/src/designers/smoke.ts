import type { Designer, Draft } from '../draft.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { listedItems } from './listed-items.js';
import { listWay } from './list-way.js';
import { pageName, statePerTemplate } from '../state-place.js';

/** Each kind of page opens by its address and shows its heading. */
export const smoke: Designer = (model) => {
  // A page that stands for one of many is opened from its list: its own address is data.
  const listed = new Set(listedItems(model).flatMap((item) => (listWay(item) === null ? [] : [item.detail.template])));
  const states = statePerTemplate(model).filter(({ template }) => !listed.has(template));
  return states.map((state): Draft => ({
    key: draftKey('smoke', state.template),
    title: `The page “${pageName(state)}” opens`,
    designer: 'smoke',
    priority: 'P0',
    reason: 'If the page does not open, nothing on it works.',
    category: 'smoke',
    tags: ['smoke'],
    flow: 'open pages',
    pages: [state.template],
    steps: createSteps().goto(state.path).done(),
    watch: { effects: ['address', 'heading', 'title'], consequence: false, again: false, mentions: [], writes: false },
  }));
};
