import type { AppModel, AppState, PageElement } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { stepsTo } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { hasVariable, routeOf, startState, targetAt } from '../state-place.js';
import { withoutMark } from '../step-title.js';
import { vocabulary } from '../vocabulary.js';

const maxLinks = 8;

interface NavigationLink {
  element: PageElement;
  index: number;
  path: string;
}

const unwanted = (text: string): boolean => vocabulary.leaving.test(text) || vocabulary.destructive.test(text);

const leadsNowhere = /^(?:answers with \d|not a page|a download|not answered|may |ends )/;

/** Where exploring found nothing to see, or was not to go. */
const badPaths = ({ notVisited }: AppModel): Set<string> =>
  new Set(notVisited.filter(({ reason }) => leadsNowhere.test(reason)).map(({ path }) => path));

/** The page that an address opens, as it was read. */
const pageAt = ({ states, url }: AppModel, path: string): AppState | undefined =>
  states.find((state) => state.path === path) ?? states.find((state) => routeOf(state.path, url) === path);

/**
 * Links of the start page's navigation, each destination once, then other single ones to pages that were read; those of
 * the whole page where it has no navigation.
 */
function navigationLinks(model: AppModel, state: AppState): NavigationLink[] {
  const base = model.url;
  const seen = new Set<string>([routeOf(state.path, base) ?? '']);
  const all = state.snapshot.elements.flatMap((element, index) => {
    // In libraries' menus links bear the roles of buttons, entries or tabs.
    const isLink = element.role === 'link' || element.tag === 'a';
    const path = isLink && element.href !== undefined ? routeOf(element.href, base) : null;
    const usable =
      path !== null &&
      element.visible !== false &&
      state.locators[String(index)] !== undefined &&
      /\p{L}/u.test(element.name ?? element.text ?? '') &&
      !unwanted(element.name ?? element.text ?? '');
    return usable ? [{ element, index, path }] : [];
  });
  // The main navigation before what else stands in the page's head.
  const main = all.filter(({ element }) => /navigation/i.test(element.landmark ?? ''));
  const head = all.filter(({ element }) => /banner/i.test(element.landmark ?? ''));
  const marked = [...main, ...head];
  const single = all.filter(({ element, path }) => {
    const { repeated, group, landmark = '', href = '' } = element;
    const isContent = repeated === true || group !== undefined || /^main/.test(landmark) || href.includes('?');
    const page = pageAt(model, path);
    return !isContent && page !== undefined && !hasVariable(page.template);
  });
  // Where nothing is marked as navigation, rows of a list are still none.
  const plain = all.filter(({ element }) => element.repeated !== true && element.group === undefined);
  return (marked.length > 0 ? [...marked, ...single] : plain.slice(0, maxLinks))
    .filter(({ path }) => !seen.has(path) && seen.add(path))
    .slice(0, maxLinks);
}

/** Each link of the main navigation leads where it says. */
export const navigation: Designer = (model) => {
  const start = startState(model);
  if (start === undefined) return [];
  const bad = badPaths(model);
  const links = navigationLinks(model, start).filter(({ element }) => !bad.has(element.href ?? ''));
  return links.flatMap(({ element, index, path }): Draft[] => {
    const target = targetAt(start, index);
    const state = pageAt(model, path);
    const way = stepsTo(model, start);
    if (target === null || way === null || (state?.status ?? 200) >= 400) return [];
    const name = withoutMark(element.name ?? element.text ?? path);
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
        steps: way.click(target).done(),
        watch: {
          effects: ['address', 'heading', 'title', 'feature', 'content', 'count'],
          consequence: false,
          again: false,
          mentions: [],
          writes: false,
        },
      },
    ];
  });
};
