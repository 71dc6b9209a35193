import type { TestInfo } from '@playwright/test';
import type { Fingerprint } from '@testforge/core';
import { countChecks, isChecking } from './count-checks.js';
import { createUseNames, type Use } from './name-use.js';
import type { HealingOptions } from './options.js';
import type { Call } from './call.js';
import type { FingerprintFile, Heal, Proposal, Remembered } from './records.js';
import type { Store } from './store.js';

/** A heal that this run of the test went on with. `fresh`: found just now, and kept only if the whole test passes. */
export interface UsedHeal {
  heal: Heal;
  fresh: boolean;
  /** How many expectations had held when the action was carried out. */
  checksBefore: number;
}

/** What is known and gathered while one test runs. Playwright runs one test at a time in a process. */
export interface Session {
  readonly testInfo: TestInfo;
  readonly options: HealingOptions;
  /** What the configuration gives an action, in milliseconds; 0 where it gives as long as the test has. */
  readonly actionTimeoutMs: number;
  readonly store: Store;
  readonly file: string;
  readonly test: string;
  nameUse(text: string): Use;
  /** Of this test, from when it last passed. */
  rememberedOf(use: string): Remembered | undefined;
  /** Of all that the file's tests use, but for this use. */
  othersThan(use: string): Fingerprint[];
  /** How long to wait for an element where nothing but the test itself has a limit: half of what is left. */
  patienceMs(): number;
  readonly heals: readonly Heal[];
  readonly typed: string[];
  readonly uses: Map<string, Remembered>;
  readonly taken: Map<string, { fingerprint: Fingerprint; checksBefore: number }>;
  readonly used: UsedHeal[];
  readonly proposed: Map<string, Proposal>;
  readonly notes: string[];
  /** Actions under way: what the test's own time-out ended is still here afterwards. */
  readonly pending: Set<{ call: Call; use: Use }>;
  /** How many expectations have held so far. */
  checks(): number;
  isChecking(): boolean;
}

const leastPatienceMs = 1_000;
const withoutLimitMs = 60_000;

export interface SessionGiven {
  testInfo: TestInfo;
  options: HealingOptions;
  actionTimeoutMs: number;
  store: Store;
  /** Path of the test file from the configuration's folder. */
  file: string;
  /** What is known of the file's tests, and all that was healed. */
  tests: FingerprintFile['tests'];
  heals: readonly Heal[];
}

export function createSession(given: SessionGiven): Session {
  const { testInfo, options, actionTimeoutMs, store, file, tests, heals } = given;
  const startedAt = Date.now();
  const test = testInfo.titlePath.slice(1).join(' › ');
  const own = Object.hasOwn(tests, test) ? tests[test] : undefined;
  const typed: string[] = [];
  const name = createUseNames();
  const taken: Session['taken'] = new Map();
  return {
    testInfo,
    options,
    actionTimeoutMs,
    store,
    file,
    test,
    nameUse: (text) => name(text, typed),
    rememberedOf: (use) => (own && Object.hasOwn(own, use) ? own[use] : undefined),
    othersThan: (use) =>
      Object.entries(tests).flatMap(([title, uses]) =>
        Object.entries(uses).flatMap(([key, kept]) => (title === test && key === use ? [] : [kept.fingerprint])),
      ),
    patienceMs: () =>
      testInfo.timeout === 0
        ? withoutLimitMs
        : Math.max(leastPatienceMs, Math.round((testInfo.timeout - (Date.now() - startedAt)) / 2)),
    heals,
    typed,
    uses: new Map(),
    taken,
    used: [],
    proposed: new Map(),
    notes: [],
    pending: new Set(),
    checks: () => countChecks(testInfo),
    isChecking: () => isChecking(testInfo),
  };
}
