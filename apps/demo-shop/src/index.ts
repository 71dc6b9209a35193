export { createShop, type Shop, type ShopOptions } from './shop.js';
export { releases, type Release, type ReleaseSwitches } from './release.js';
export { drifts, driftNames, isDriftName, type Drift, type DriftName } from './drifts.js';
export { bugs, bugNames, isBugName, type Bug, type BugName } from './bugs.js';
