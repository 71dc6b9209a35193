import type { AppModel, PageSnapshot } from '@testforge/core';
import type { Draft } from './draft.js';
import { featureName } from './page-names.js';
import { soundStates } from './state-place.js';

/** As much of a page as its opening can be told by. */
function essence(page: PageSnapshot): PageSnapshot {
  const elements = page.elements
    .filter((element) => element.role === 'heading' || featureName(element) !== '')
    .map(({ group, ...element }) => ({ ...element, ...(group === undefined ? {} : { repeated: true }) }));
  return { ...page, elements, forms: [], links: [], lists: [] };
}

/** What exploring saw of each page that a draft only opens, by the draft's key. */
export function firstLooks(model: AppModel, drafts: readonly Draft[]): Record<string, PageSnapshot> {
  const states = soundStates(model);
  return Object.fromEntries(
    drafts.flatMap(({ key, designer, steps, pages, signedOut = false }) => {
      const [step] = steps;
      if (designer !== 'smoke' || step?.kind !== 'goto' || steps.length > 1) return [];
      const state = states.find(
        (each) => each.path === step.path && each.template === pages[0] && (each.signedOut ?? false) === signedOut,
      );
      return state === undefined ? [] : [[key, essence(state.snapshot)]];
    }),
  );
}
