import { contentHash, type TestCase } from '@testforge/core';
import { meansTheSame, mergeTests } from './merge-tests.js';

/** A change of the suite that waits for a person. */
export interface SuiteChange {
  /** `quarantine` leaves the test as it is and has it decide nothing any more. */
  kind: 'add' | 'change' | 'remove' | 'quarantine';
  testKey: string;
  title: string;
  reason: string;
  /** As the test would be; null when it would go. */
  after: TestCase | null;
  /** As it is kept; null when it is new. */
  before: TestCase | null;
  /** Keys of steps that were changed both by hand and by generating anew; what was kept stands. */
  conflicts: string[];
}

export interface SuiteComparison {
  kept: readonly TestCase[];
  fresh: readonly TestCase[];
  /** What each kept test was generated as, by key, before heals and people changed it. */
  bases: ReadonlyMap<string, TestCase>;
}

/** What generating anew would change: a difference to look at, in which what people and heals changed is kept. */
export function compareSuites({ kept, fresh, bases }: SuiteComparison): SuiteChange[] {
  const now = new Map(kept.map((test) => [test.key, test]));
  const anew = new Map(fresh.map((test) => [test.key, test]));
  const changed = fresh.flatMap((test): SuiteChange[] => {
    const before = now.get(test.key);
    if (!before) return [toAdd(test, 'designed on this build, and not in the suite')];
    const merged = mergeTests(bases.get(test.key) ?? before, before, test);
    if (meansTheSame(before, merged.test)) return [];
    return [
      {
        kind: 'change',
        ...named(test),
        reason: 'designed otherwise on this build',
        after: merged.test,
        before,
        conflicts: merged.conflicts,
      },
    ];
  });
  const gone = kept
    .filter((test) => !anew.has(test.key))
    .map((before): SuiteChange => ({
      kind: 'remove',
      ...named(before),
      reason: 'not designed again on this build',
      after: null,
      before,
      conflicts: [],
    }));
  return [...changed, ...gone];
}

export const toAdd = (test: TestCase, reason: string): SuiteChange => ({
  kind: 'add',
  ...named(test),
  reason,
  after: test,
  before: null,
  conflicts: [],
});

export const toQuarantine = (test: TestCase, reason: string): SuiteChange => ({
  kind: 'quarantine',
  ...named(test),
  reason,
  after: test,
  before: test,
  conflicts: [],
});

const named = ({ key, title }: TestCase) => ({ testKey: key, title });

/** The same change proposed again is the same proposal. */
export const hashOfChange = ({ before, after }: SuiteChange): string =>
  contentHash([before?.steps ?? null, after?.steps ?? null]);
