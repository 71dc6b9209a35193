import type { Designer } from '../draft.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { startState } from '../state-place.js';
import { nonsenseWord } from '../vocabulary.js';

/** An address that leads nowhere is answered by a page of the app, not by a fault. */
export const errorPage: Designer = (model) =>
  startState(model) === undefined
    ? []
    : [
        {
          key: draftKey('error-page', 'unknown'),
          title: 'An unknown address is answered with a page of the app',
          designer: 'error-page',
          priority: 'P3',
          reason: 'Old links and typing errors must not look like a broken app.',
          category: 'negative',
          tags: ['error-page'],
          flow: 'open pages',
          pages: [],
          steps: createSteps().goto(`/${nonsenseWord}`).done(),
          watch: {
            effects: ['heading', 'message', 'title'],
            consequence: false,
            again: false,
            mentions: [],
            writes: false,
          },
        },
      ];
