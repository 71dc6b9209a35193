import type { AppModel } from '@testforge/core';
import { createRandom } from '../../healing/random.js';
import type { Fault, InjectedBug } from './fault.js';
import { pageBugs } from './page-bugs.js';
import { lostPages, serverBugs } from './server-bugs.js';
import { foldMade, type Endpoint } from './traffic.js';

export interface Observed {
  model: AppModel;
  endpoints: readonly Endpoint[];
  /** Somebody logs in. */
  hasAccount: boolean;
}

/** One thing that could go wrong, before it has a name of its own. */
export interface Possible {
  kind: string;
  description: string;
  pages: string[] | null;
  fault: Fault;
}

/** Some bugs of every kind that the app offers room for. Same app, same seed, same bugs. Looks at the app, never at tests. */
export function chooseBugs(observed: Observed, { seed, each }: { seed: number; each: number }): InjectedBug[] {
  const folded = { ...observed, endpoints: foldMade(observed.endpoints) };
  const possible = distinct([...serverBugs(folded), ...pageBugs(observed.model), ...lostPages(folded)]);
  const random = createRandom(seed);
  const kinds = Object.entries(Object.groupBy(possible, ({ kind }) => kind));
  return kinds.flatMap(([kind, those = []]) =>
    spread(random.shuffle(those))
      .slice(0, each)
      .map((bug, at) => ({ ...bug, name: `${kind}-${at + 1}` })),
  );
}

/** Different pages first. */
function spread(bugs: readonly Possible[]): Possible[] {
  const where = ({ fault }: Possible): string => ('at' in fault ? fault.at.template : fault.place.template);
  const seen = new Set<string>();
  const first = bugs.filter((bug) => !seen.has(where(bug)) && seen.add(where(bug)));
  return [...first, ...bugs.filter((bug) => !first.includes(bug))];
}

/** What stands on every page is one thing that can go wrong, not one a page. */
function distinct(bugs: readonly Possible[]): Possible[] {
  const what = ({ kind, description, fault }: Possible): string =>
    'place' in fault ? [kind, fault.place.css, fault.place.label].join('\n') : description;
  return [...new Map([...bugs].reverse().map((bug) => [what(bug), bug])).values()].reverse();
}
