import { AppError } from '@testforge/core';
import type { FrameSnapshot } from './trace-events.js';

/** Nodes and characters one page may come to: references may make a small trace a page without end. */
const maxCost = 32 * 1024 ** 2;
const maxDepth = 1_000;

/** Counts what a page comes to. Throws `heal.bad_trace` where that is more than can be shown. */
export type Spend = (amount: number, depth: number) => void;

export function createBudget(): Spend {
  let cost = 0;
  return (amount, depth) => {
    cost += amount;
    if (cost <= maxCost && depth <= maxDepth) return;
    throw new AppError('invalid', 'heal.bad_trace', 'The trace cannot be read: its page is larger than can be shown.');
  };
}

export type ElementNode = [name: string, ...unknown[]];

export const isElement = (node: unknown): node is ElementNode => Array.isArray(node) && typeof node[0] === 'string';

/** Node `index` of the frame's snapshot so many `back`. */
export const isReference = (node: unknown): node is [[back: number, index: number]] =>
  Array.isArray(node) &&
  Array.isArray(node[0]) &&
  Number.isInteger(node[0][0]) &&
  Number.isInteger(node[0][1]) &&
  node[0][0] >= 0;

export const partsOf = ([name, attributes, ...children]: ElementNode) => ({
  name,
  attributes: Object.entries((attributes ?? {}) as Record<string, unknown>).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  ),
  children,
});

/** Texts and elements of a snapshot, children first, as later ones refer to them. Each snapshot is listed once. */
export function createNodeLists(spend: Spend): (snapshot: FrameSnapshot) => unknown[] {
  const lists = new Map<FrameSnapshot, unknown[]>();
  return (snapshot) => {
    const known = lists.get(snapshot);
    if (known) return known;
    const nodes: unknown[] = [];
    const visit = (node: unknown, depth: number): void => {
      spend(1, depth);
      if (isElement(node)) partsOf(node).children.forEach((child) => visit(child, depth + 1));
      if (isElement(node) || typeof node === 'string') nodes.push(node);
    };
    visit(snapshot.html, 0);
    lists.set(snapshot, nodes);
    return nodes;
  };
}
