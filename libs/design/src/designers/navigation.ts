import type { AppState, PageElement } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { pathOf, startState, targetAt } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';

const maxLinks = 8;

interface NavigationLink {
  element: PageElement;
  index: number;
  path: string;
}

const unwanted = (text: string): boolean => vocabulary.leaving.test(text) || vocabulary.destructive.test(text);

/** Links of the start page's navigation, each destination once; of the whole page where it has no navigation. */
function navigationLinks(state: AppState, base: string): NavigationLink[] {
  const seen = new Set<string>([state.path.split('?')[0] ?? '']);
  const all = state.snapshot.elements.flatMap((element, index) => {
    const path = element.role === 'link' && element.href !== undefined ? pathOf(element.href, base) : null;
    const usable =
      path !== null &&
      element.visible !== false &&
      state.locators[String(index)] !== undefined &&
      !unwanted(element.name ?? element.text ?? '');
    return usable ? [{ element, index, path }] : [];
  });
  const marked = all.filter(({ element }) => /navigation|banner/i.test(element.landmark ?? ''));
  return (marked.length > 0 ? marked : all.slice(0, maxLinks))
    .filter(({ path }) => !seen.has(path) && seen.add(path))
    .slice(0, maxLinks);
}

/** Each link of the main navigation leads where it says. */
export const navigation: Designer = (model) => {
  const start = startState(model);
  if (start === undefined) return [];
  return navigationLinks(start, model.url).flatMap(({ element, index, path }): Draft[] => {
    const target = targetAt(start, index);
    const state = model.states.find((candidate) => candidate.path === path);
    if (target === null || (state?.status ?? 200) >= 400) return [];
    const name = (element.name ?? element.text ?? path).trim();
    return [
      {
        key: draftKey('navigation', start.template, path),
        title: `The link “${name}” leads to its page`,
        designer: 'navigation',
        priority: 'P1',
        reason: 'A visitor finds the page through the main navigation.',
        category: 'functional',
        tags: ['navigation'],
        flow: 'navigate',
        pages: [start.template, state?.template ?? path],
        steps: createSteps().goto(start.path).click(target).done(),
        watch: {
          effects: ['address', 'heading', 'title'],
          consequence: false,
          again: false,
          mentions: [],
          writes: false,
        },
      },
    ];
  });
};
