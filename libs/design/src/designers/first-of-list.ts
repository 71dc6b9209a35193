import type { AppState, Locator, Step, Target } from '@testforge/core';
import { contentWith } from '../content-with.js';
import { columnsOf, rowSets } from '../row-sets.js';
import { slug } from '../slug.js';
import { titled } from '../step-title.js';

/** Steps about what stands first in a list, whatever that is. */
export interface FirstOfList {
  remember(name: string): Step;
  /** The same stands first as was remembered. */
  isStill(name: string): Step;
  /** What was remembered is not on the page any more. */
  isGone(name: string): Step;
  isThere(): Step;
  reload(): Step;
  back(): Step;
}

/** The list with the most rows whose rows have each one heading or link; null where there is none. */
function firstTarget({ snapshot }: AppState): Target | null {
  const titled = rowSets(snapshot, 3)
    .sort((a, b) => b.rows.length - a.rows.length)
    .flatMap((set) => columnsOf(snapshot, set))
    .filter(
      ({ locator, texts }) => locator.links.at(-1)?.by === 'role' && texts.every((text) => /\p{L}{2}/u.test(text)),
    );
  const column = titled[0];
  const end = column?.locator.links.at(-1);
  if (column === undefined || end?.by !== 'role') return null;
  const rows = column.locator.links.slice(0, -1);
  const locator: Locator = { ...column.locator, links: [...rows, { by: 'nth', index: 0 }, end] };
  return { locator, fingerprint: { tag: end.role === 'link' ? 'a' : 'h3', role: end.role } };
}

/** Null where the page shows no list whose rows have titles. `prefix` keeps the keys of two of them apart. */
export function firstOfList(state: AppState, prefix = 'list'): FirstOfList | null {
  const target = firstTarget(state);
  if (target === null) return null;
  const key = (name: string): string => `${prefix}-${slug(name)}`;
  const [start] = target.locator.links;
  const landmarks = start?.by === 'role' && start.role === 'main' ? state.snapshot.landmarks : [];
  return {
    remember: (name) => titled({ kind: 'remember', key: key(`remember-${name}`), phase: 'when', target, name }),
    isStill: (name) =>
      titled(
        {
          kind: 'expect',
          key: key(`expect-${name}`),
          phase: 'then',
          target,
          expectation: { matcher: 'toHaveText', expected: null, value: { kind: 'remembered', name } },
        },
        'what stands first',
      ),
    isGone: (name) =>
      titled(
        {
          kind: 'expect',
          key: key(`expect-no-${name}`),
          phase: 'then',
          target: contentWith({ landmarks }, { kind: 'remembered', name }),
          expectation: { matcher: 'toBeHidden', expected: true },
        },
        'what stood first before',
      ),
    isThere: () =>
      titled(
        {
          kind: 'expect',
          key: key('expect-first'),
          phase: 'then',
          target,
          expectation: { matcher: 'toBeVisible', expected: true },
        },
        'a first entry',
      ),
    reload: () => titled({ kind: 'reload', key: key('load-again'), phase: 'when' }),
    back: () => titled({ kind: 'back', key: key('back'), phase: 'when' }),
  };
}
