import type { AppModel, AppState } from '@testforge/core';
import { pathOf } from './state-place.js';

const aroundIt = /navigation|banner|contentinfo/i;
/** What a machine calls a thing: `/create?flowId=183bfa23-5a39-…`. */
const madeByMachine = /[?&][^=&]+=(?=[^&]*\d)[0-9a-f-]{16,}(?:&|$)/i;

const parentOf = (path: string): string => path.replace(/[^/]*\/?$/, '');

/** Paths that rows of lists lead to, two or more below one parent: each is a thing of its own, which may be gone tomorrow. */
function rowPaths({ states, url }: AppModel): string[] {
  const counts = new Map<string, { inRows: number; all: number }>();
  for (const { snapshot } of states)
    for (const { href, repeated, group, landmark = '' } of snapshot.elements) {
      const path = href === undefined ? null : pathOf(href, url);
      if (path === null) continue;
      const count = counts.get(path) ?? { inRows: 0, all: 0 };
      const isRow = (repeated === true || group !== undefined) && !aroundIt.test(landmark);
      counts.set(path, { inRows: count.inRows + Number(isRow), all: count.all + 1 });
    }
  const paths = [...counts].flatMap(([path, { inRows, all }]) => (inRows * 2 > all ? [path] : []));
  return paths.filter(
    (path) => parentOf(path) !== '/' && paths.some((other) => other !== path && parentOf(other) === parentOf(path)),
  );
}

/** Whether a state's address names a thing of a list, so that it may lead nowhere where the data are others. */
export function namesRow(model: AppModel): (state: AppState) => boolean {
  const rows = rowPaths(model);
  return ({ path }) => {
    const own = pathOf(path, model.url) ?? path;
    return madeByMachine.test(path) || rows.some((row) => own === row || own.startsWith(`${row.replace(/\/$/, '')}/`));
  };
}
