import { nobodyRole, type AppState, type Finding, type RoleView } from '@testforge/core';
import { guardWorth } from './guard-worth.js';
import type { KnownPage } from './known-pages.js';
import type { Sight } from './sight.js';

/** A page from which the app leads its user on to another. */
export interface LinkedFrom {
  path: string;
  template: string;
}

/** The nearest pages, opened by their address, on which the project's user is shown a link to the template. */
export function sourcesOf(
  template: string,
  states: readonly AppState[],
  templateOf: (url: string) => string,
): LinkedFrom[] {
  // A menu that opens by a click only was not opened by the others.
  const leading = states.filter(
    (state) =>
      state.template !== template &&
      (state.covered === true || state.reach.every(({ kind }) => kind === 'goto')) &&
      state.snapshot.links.some(({ href }) => URL.canParse(href) && templateOf(href) === template),
  );
  const nearest = Math.min(...leading.map(({ depth }) => depth));
  return leading.filter(({ depth }) => depth === nearest).map(({ path, template: own }) => ({ path, template: own }));
}

const whose = (role: string): string => (role === nobodyRole ? 'whoever is not logged in' : `the role “${role}”`);

/**
 * Pages that a role gets by their address although nothing leads it there, where the app leads its user there: the way is
 * closed, the page is not. Only where the role saw a page on which the user is shown the link, or is refused that page. Of
 * somebody who is not logged in, only pages whose address speaks of what is not for everybody: all of the app's menu is
 * hidden from them.
 */
export function findUnguarded(
  sight: Sight,
  view: RoleView,
  pages: readonly KnownPage[],
  sources: (template: string) => LinkedFrom[],
): Finding[] {
  return view.pages.flatMap((page): Finding[] => {
    const known = pages.find(({ template }) => template === page.template);
    if (page.outcome !== 'served' || known === undefined) return [];
    const worth = guardWorth(known.url);
    if (worth < (sight.role === nobodyRole ? 1 : 0)) return [];
    const wasSeen = (template: string): boolean =>
      (sight.looks.get(template)?.status ?? 400) < 400 ||
      view.pages.some((other) => other.template === template && other.outcome === 'refused');
    const from = sources(page.template).filter(({ template }) => wasSeen(template));
    if (from.length === 0) return [];
    return [
      {
        key: `security served ${sight.role} ${page.template}`,
        kind: 'security',
        severity: worth === 2 ? 'serious' : 'moderate',
        title: `${page.path} is served to ${whose(sight.role)} although nothing leads there`,
        url: known.url,
        evidence: {
          role: sight.role,
          status: page.status,
          heading: page.heading,
          othersComeFrom: from.map(({ path }) => path).slice(0, 3),
          pagesLookedAt: sight.looks.size,
        },
      },
    ];
  });
}
