import type { Designer } from '../draft.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { pageName, statePerTemplate } from '../state-place.js';

/** Each kind of page opens by its address and shows its heading. */
export const smoke: Designer = (model) =>
  statePerTemplate(model).map((state) => ({
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
