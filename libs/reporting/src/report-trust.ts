import { boundFlakeRate, passesToGo, type ReportedTest, type TestState, type Tries } from '@testforge/core';

export interface KnownTries {
  /** How many of the project's runs before this one were looked at, and in how many of them each test was flaky, by key. */
  flakes?: { runs: number; times: ReadonlyMap<string, number> };
  /** How often each test passed in all of the project's runs, by key, and the rate of chance failures that ends probation. */
  tries?: { of: ReadonlyMap<string, Tries>; flakeRate: number };
}

/** What is remembered of a test: one that passes now may have been flaky before. */
export function flakinessOf(
  { flakes = { runs: 0, times: new Map() }, mode }: KnownTries & { mode: 'first' | 'kept' },
  key: string,
  state: TestState,
): Pick<ReportedTest, 'flakiness'> {
  const times = (flakes.times.get(key) ?? 0) + (state === 'flaky' ? 1 : 0);
  return times === 0 || mode === 'first' ? {} : { flakiness: { times, runs: flakes.runs + 1 } };
}

/** A test was carried out twice while it was observed; no run has recorded that. */
const observations = 2;

/** What its passes do not yet show of a test. */
export function probationOf({ tries }: KnownTries, key: string): Pick<ReportedTest, 'probation'> {
  const recorded = tries?.of.get(key);
  if (!tries || !recorded) return {};
  const seen = { passes: recorded.passes + observations, flakes: recorded.flakes };
  const toGo = passesToGo(seen, tries.flakeRate);
  return toGo === 0 ? {} : { probation: { ...seen, rate: boundFlakeRate(seen), toGo } };
}
