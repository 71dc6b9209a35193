import { driftNames, type DriftName } from './drifts.js';
import type { BugName } from './bugs.js';

export type Release = 1 | 2;

export interface ReleaseSwitches {
  readonly drifts: readonly DriftName[];
  readonly bugs: readonly BugName[];
}

/** Release 1 is the shop as it was built; release 2 is its redesign, which brought one bug along. */
export const releases: Record<Release, ReleaseSwitches> = {
  1: { drifts: [], bugs: [] },
  2: { drifts: driftNames, bugs: ['cart-total-wrong'] },
};
