import { contentHash, type TestCase } from '@testforge/core';
import type { TitledTest } from './spec-file.js';

/** The tests of one file each, in the order of the files' names; `pathOf` makes a path of a flow's name for files. */
export function groupByFile(
  sorted: readonly TestCase[],
  pathOf: (flow: string, test: TestCase) => string,
): Map<string, TitledTest[]> {
  const files = new Map<string, TitledTest[]>();
  for (const test of sorted) {
    const path = pathOf(fileName(test.flow), test);
    const own = files.get(path) ?? [];
    files.set(path, [...own, { test, title: freeTitle(test.title, new Set(own.map(({ title }) => title))) }]);
  }
  return new Map([...files].sort(([a], [b]) => compare(a, b)));
}

function fileName(flow: string): string {
  const words = flow
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  return words || (flow.trim() ? `flow-${contentHash(flow).slice(0, 8)}` : 'general');
}

function freeTitle(title: string, taken: ReadonlySet<string>): string {
  if (!taken.has(title)) return title;
  for (let number = 2; ; number += 1) {
    const numbered = `${title} (${number})`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** By code unit, not by the machine's language: the order is the same everywhere. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byPriorityThenKey = (a: TestCase, b: TestCase): number =>
  compare(a.priority, b.priority) || compare(a.key, b.key);
