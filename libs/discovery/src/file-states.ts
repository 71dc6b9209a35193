import type { AppState, PageSnapshot } from '@testforge/core';
import type { ReadState } from './read-state.js';
import { routesOf } from './routing-parameters.js';

export interface StateFile {
  /** Adds a state or, where it is known (by template and structure, or as the same page elsewhere), a sample to that one. True when it is new. */
  add(read: ReadState, place: { template: string; depth: number }): boolean;
  has(template: string, snapshot: PageSnapshot): boolean;
  /** Notes that one address of the app led on to another: the states that were read there are told so. */
  noteWayOn(from: string, to: string): void;
  list(): AppState[];
}

const keyOf = (template: string, structureHash: string): string => `${template}#${structureHash}`;

/** What a page shows, whatever its address. */
const contentOf = ({ structureHash, title, elements }: PageSnapshot): string =>
  `${structureHash} ${title} ${elements.map(({ name, text }) => name ?? text ?? '').join('|')}`;

/** The same page asked with other parameters: they changed neither what it is called nor how it is made. */
const looksOf = ({ url, structureHash, headings }: PageSnapshot): string =>
  `${url.split(/[?#]/)[0]} ${routesOf(new URL(url)).join()} ${structureHash} ${headings[0]?.text ?? ''}`;

/** States by template and structure, in the order they were read. */
export function createStateFile(): StateFile {
  const states = new Map<string, AppState>();
  const aliases = new Map<string, AppState>();
  const find = (template: string, snapshot: PageSnapshot): AppState | undefined =>
    states.get(keyOf(template, snapshot.structureHash)) ??
    aliases.get(contentOf(snapshot)) ??
    aliases.get(looksOf(snapshot));
  return {
    add(read, { template, depth }) {
      const known = find(template, read.snapshot);
      if (known) {
        if (!known.samples.includes(read.path)) known.samples.push(read.path);
        return false;
      }
      const { url: _url, ...rest } = read;
      const key = keyOf(template, read.snapshot.structureHash);
      const state: AppState = { ...rest, key, template, depth, samples: [read.path] };
      states.set(key, state);
      aliases.set(contentOf(read.snapshot), state);
      // A route in the fragment is an address of its own.
      if (!/#!?\//.test(read.snapshot.url)) aliases.set(looksOf(read.snapshot), state);
      return true;
    },
    has: (template, snapshot) => find(template, snapshot) !== undefined,
    noteWayOn(from, to) {
      for (const state of states.values())
        if (state.path === to && !state.ledFrom?.includes(from)) state.ledFrom = [...(state.ledFrom ?? []), from];
    },
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
