import type { AppState } from '@testforge/core';
import type { ReadState } from './read-state.js';

export interface StateFile {
  /** Adds a state or, where one of its template and structure is known, a sample to that one. True when it is new. */
  add(read: ReadState, place: { template: string; depth: number }): boolean;
  has(template: string, structureHash: string): boolean;
  list(): AppState[];
}

const keyOf = (template: string, structureHash: string): string => `${template}#${structureHash}`;

/** States by template and structure, in the order they were read. */
export function createStateFile(): StateFile {
  const states = new Map<string, AppState>();
  return {
    add(read, { template, depth }) {
      const key = keyOf(template, read.snapshot.structureHash);
      const known = states.get(key);
      if (known) {
        if (!known.samples.includes(read.path)) known.samples.push(read.path);
        return false;
      }
      const { url: _url, ...state } = read;
      states.set(key, { ...state, key, template, depth, samples: [read.path] });
      return true;
    },
    has: (template, structureHash) => states.has(keyOf(template, structureHash)),
    list: () => [...states.values()],
  };
}

/** Files the states anew under the templates known at the end, when slugs have shown themselves; equal ones become samples of the first. */
export function refile(states: AppState[], fold: (template: string) => string): AppState[] {
  const file = new Map<string, AppState>();
  for (const state of states) {
    const template = fold(state.template);
    const key = keyOf(template, state.snapshot.structureHash);
    const known = file.get(key);
    if (known) known.samples.push(...state.samples.filter((path) => !known.samples.includes(path)));
    else file.set(key, { ...state, template, key, samples: [...state.samples] });
  }
  return [...file.values()];
}
