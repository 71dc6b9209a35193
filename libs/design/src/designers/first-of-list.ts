import type { AppState, Locator, LocatorLink, Step, Target } from '@testforge/core';
import { contentWith } from '../content-with.js';
import { textOf } from '../checkpoint-pair.js';
import { columnsOf, rowSets, type Column } from '../row-sets.js';
import { slug } from '../slug.js';
import { titled } from '../step-title.js';

/** Steps about what stands first in a list, whatever that is. */
export interface FirstOfList {
  remember(name: string): Step;
  /** The same stands first as was remembered. */
  isStill(name: string): Step;
  /** What was remembered is not on the page any more. */
  isGone(name: string): Step;
  isThere(when?: string): Step;
  /** The list goes on behind what it shows now. */
  goesOn(): Step;
  reload(): Step;
  back(): Step;
}

const distinct = ({ texts }: Pick<Column, 'texts'>): boolean => new Set(texts).size === texts.length;

/**
 * What tells the rows of the list with the most of them apart: the one heading or link that each has or, where several rows
 * are about one thing, all that they say. Null where there is no such list.
 */
function firstTarget({ snapshot }: AppState): { target: Target; rows: number } | null {
  const sets = rowSets(snapshot, 3).sort((a, b) => b.rows.length - a.rows.length);
  const titled = sets.flatMap((set) =>
    columnsOf(snapshot, set).flatMap((column) =>
      column.locator.links.at(-1)?.by === 'role' && column.texts.every((text) => /\p{L}{2}/u.test(text))
        ? [{ column, set }]
        : [],
    ),
  );
  const [first] = titled;
  if (first === undefined) return null;
  const telling = titled.find(({ column, set }) => set.rows.length === first.set.rows.length && distinct(column));
  const { column, set } = telling ?? first;
  const whole = { locator: set.locator, texts: set.rows.map(textOf) };
  if (telling === undefined && distinct(whole)) {
    const { tag, role } = set.rows[0] ?? { tag: 'li', role: undefined };
    const links: LocatorLink[] = [...set.locator.links, { by: 'nth', index: 0 }];
    const target = { locator: { ...set.locator, links }, fingerprint: { tag, ...(role && { role }) } };
    return { target, rows: set.rows.length };
  }
  const end = column.locator.links.at(-1);
  if (end?.by !== 'role') return null;
  const rows = column.locator.links.slice(0, -1);
  const locator: Locator = { ...column.locator, links: [...rows, { by: 'nth', index: 0 }, end] };
  const fingerprint = { tag: end.role === 'link' ? 'a' : 'h3', role: end.role };
  return { target: { locator, fingerprint }, rows: column.texts.length };
}

/** Null where the page shows no list whose rows have titles. `prefix` keeps the keys of two of them apart. */
export function firstOfList(state: AppState, prefix = 'list'): FirstOfList | null {
  const first = firstTarget(state);
  if (first === null) return null;
  const { target, rows } = first;
  const nextLinks = target.locator.links.map((link): LocatorLink =>
    link.by === 'nth' ? { ...link, index: rows } : link,
  );
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
    isThere: (when) =>
      titled(
        {
          kind: 'expect',
          key: key(when === undefined ? 'expect-first' : `expect-first-${when}`),
          phase: 'then',
          target,
          expectation: { matcher: 'toBeVisible', expected: true },
        },
        'a first entry',
      ),
    goesOn: () =>
      titled(
        {
          kind: 'expect',
          key: key('expect-next'),
          phase: 'then',
          target: { ...target, locator: { ...target.locator, links: nextLinks } },
          expectation: { matcher: 'toBeVisible', expected: true },
        },
        'a further entry',
      ),
    reload: () => titled({ kind: 'reload', key: key('load-again'), phase: 'when' }),
    back: () => titled({ kind: 'back', key: key('back'), phase: 'when' }),
  };
}
