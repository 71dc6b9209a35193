import { accountBugs } from './bugs/account-bugs.js';
import type { Bug } from './bugs/bug.js';
import { cartBugs } from './bugs/cart-bugs.js';
import { catalogueBugs } from './bugs/catalogue-bugs.js';
import type { Rules } from './rules.js';

export type { Bug };

/** What can be wrong with the shop: each entry is one switch, and does nothing else. */
export const bugs = { ...catalogueBugs, ...cartBugs, ...accountBugs };

export type BugName = keyof typeof bugs;

export const bugNames = Object.keys(bugs) as BugName[];
export const isBugName = (name: string): name is BugName => Object.hasOwn(bugs, name);

export const breakRules = (right: Rules, names: readonly BugName[]): Rules =>
  names.reduce<Rules>((rules, name) => {
    const bug: Bug = bugs[name];
    return { ...rules, ...bug.breaks(rules) };
  }, right);
