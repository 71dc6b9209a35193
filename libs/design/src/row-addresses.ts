import type { AppModel, AppState } from '@testforge/core';
import { hasVariable, pathOf } from './state-place.js';

const aroundIt = /navigation|banner|contentinfo/i;
/** What a machine calls a thing: `/create?flowId=183bfa23-5a39-…`. */
const madeByMachine = /[?&][^=&]+=(?=[^&]*\d)[0-9a-f-]{16,}(?:&|$)/i;

const parentOf = (path: string): string => path.replace(/[^/]*\/?$/, '');

const tidy = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** Where the links of one list lead whose rows hold nothing but a link; by the place of the list. */
function bareLists({ snapshot: { elements } }: AppState, base: string): string[][] {
  const lists = new Map<string, string[]>();
  for (const { href, name, text, group, landmark = '' } of elements) {
    const row = elements[Number(group ?? Number.NaN)];
    const path = href === undefined || href.includes('?') ? null : pathOf(href, base);
    const isBare = row?.xpath !== undefined && tidy(row.text) === tidy(text || name) && !aroundIt.test(landmark);
    if (!isBare || path === null) continue;
    const list = row.xpath?.replace(/\/[^/]*$/, '') ?? '';
    lists.set(list, [...(lists.get(list) ?? []), path]);
  }
  return [...lists.values()];
}

/**
 * Paths that lists of bare links lead to where what was read of them are pages of the app's own, no two alike: these are
 * menus, and no data.
 */
export function menuPaths(model: AppModel): Set<string> {
  const read = new Map(
    model.states.flatMap((state) => {
      const path = pathOf(state.path, model.url);
      return path === null || hasVariable(state.template) ? [] : [[path, state.snapshot.structureHash] as const];
    }),
  );
  const isMenu = (paths: readonly string[]): boolean => {
    const shapes = [...new Set(paths)].flatMap((path) => read.get(path) ?? []);
    return shapes.length > 1 && new Set(shapes).size === shapes.length;
  };
  return new Set(model.states.flatMap((state) => bareLists(state, model.url).filter(isMenu).flat()));
}

/**
 * Paths that rows of lists lead to, two or more below one parent: each is a thing of its own, which may be gone tomorrow. Right
 * below the root, where pages of every kind lie, only those whose rows say more than the link.
 */
function rowPaths(model: AppModel): string[] {
  const { states, url } = model;
  const menus = menuPaths(model);
  const counts = new Map<string, { inRows: number; telling: number; inside: number; all: number }>();
  for (const { snapshot } of states)
    for (const { href, name, text, repeated, group, landmark = '' } of snapshot.elements) {
      const path = href === undefined ? null : pathOf(href, url);
      if (path === null) continue;
      const count = counts.get(path) ?? { inRows: 0, telling: 0, inside: 0, all: 0 };
      const isRow = (repeated === true || group !== undefined) && !aroundIt.test(landmark);
      const row = isRow ? snapshot.elements[Number(group ?? Number.NaN)] : undefined;
      const saysMore = row !== undefined && tidy(row.text) !== tidy(text || name);
      counts.set(path, {
        inRows: count.inRows + Number(isRow),
        telling: count.telling + Number(saysMore),
        inside: count.inside + Number(!aroundIt.test(landmark)),
        all: count.all + 1,
      });
    }
  const paths = [...counts].flatMap(([path, { inRows, telling, inside, all }]) => {
    const isRow = parentOf(path) === '/' ? telling > 1 && inRows * 2 > inside : inRows * 2 > all;
    return isRow && !menus.has(path) ? [path] : [];
  });
  return paths.filter((path) => paths.some((other) => other !== path && parentOf(other) === parentOf(path)));
}

const endOf = (path: string): string => path.split('/').filter(Boolean).at(-1) ?? '';

/** Whether a state's address names a thing of a list, so that it may lead nowhere where the data are others. */
export function namesRow(model: AppModel): (state: AppState) => boolean {
  const rows = rowPaths(model);
  // What lies right below the root is the thing itself; other pages are views of it by its name.
  const names = new Set(rows.flatMap((row) => (parentOf(row) === '/' ? [endOf(row)] : [])));
  return ({ path }) => {
    const own = pathOf(path, model.url) ?? path;
    const isRow = rows.some((row) => own === row || own.startsWith(`${row.replace(/\/$/, '')}/`));
    return madeByMachine.test(path) || isRow || names.has(endOf(own));
  };
}
