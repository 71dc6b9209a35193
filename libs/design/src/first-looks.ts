import type { AppModel, PageElement, PageSnapshot } from '@testforge/core';
import type { Draft } from './draft.js';
import { isContent } from './effects/content.js';
import { featureName } from './page-names.js';
import { menuPaths } from './row-addresses.js';
import { soundStates } from './state-place.js';

/** Rows, and what may tell how many of them there are. */
const isCounted = ({ tag, role }: PageElement): boolean =>
  role === 'heading' || /^(?:li|tr|article)$/.test(tag) || /^(?:row|listitem|article)$/.test(role ?? '');

/** As much of a page as its opening can be told by. */
function essence(page: PageSnapshot, menus: readonly string[]): PageSnapshot {
  const elements = page.elements
    .filter((element) => isCounted(element) || featureName(element) !== '' || isContent(element, menus))
    .map(({ group, ...element }) => ({ ...element, ...(group === undefined ? {} : { repeated: true }) }));
  return { ...page, elements, forms: [], links: [], lists: [] };
}

/** What exploring saw of each page that a draft only opens, by the draft's key. */
export function firstLooks(model: AppModel, drafts: readonly Draft[]): Record<string, PageSnapshot> {
  const states = soundStates(model);
  const menus = [...menuPaths(model)];
  return Object.fromEntries(
    drafts.flatMap(({ key, designer, steps, pages, signedOut = false }) => {
      const [step] = steps;
      if (designer !== 'smoke' || step?.kind !== 'goto' || steps.length > 1) return [];
      const state = states.find(
        (each) => each.path === step.path && each.template === pages[0] && (each.signedOut ?? false) === signedOut,
      );
      return state === undefined ? [] : [[key, essence(state.snapshot, menus)]];
    }),
  );
}
