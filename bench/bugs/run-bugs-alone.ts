import { inOrderOfWorth, mayMeet } from './chances.js';
import { readRecords, writeRecord, type BuildRecord } from './records.js';
import { allKeys, chancesOf, inParts, runBuilds, workersOnBugs, type BenchContext, type Wanted } from './run-builds.js';
import { runsAlone } from './unit-project.js';
import { noticedBy } from './verdicts.js';

export interface AloneOptions {
  /** Names; null: all. */
  wanted: readonly string[] | null;
  /** A bug is given up when so many tests that had a chance missed it. */
  most: number;
  /** With every test instead, under a name of its own: whether the chance map is honest. */
  all: boolean;
}

/** Of tests that may meet a bug so few are tried at first. */
const firstAtOnce = 2;

/** Once: a retry waits three times as long for what a bug took away. What fails without a bug shows on the clean builds. */
const retries = 0;

/**
 * Each bug alone, nothing repaired: which tests notice it. Only tests that have a chance are tried, a few at a time, until
 * one notices; where none has, nothing is run and the bug is missed.
 */
export async function runBugsAlone(bench: BenchContext, options: AloneOptions): Promise<void> {
  const chances = await chancesOf(bench);
  const tests = bench.suite.plan.tests.filter(runsAlone);
  const bugs = bench.subject.bugs(bench.suite).filter(({ name }) => options.wanted?.includes(name) ?? true);
  const candidates = bugs.map((bug) => {
    const may = options.all ? tests : tests.filter((test) => mayMeet(bug, test, chances));
    return {
      bug,
      build: `${options.all ? 'all' : 'bug'}:${bug.name}`,
      keys: inOrderOfWorth(bug, may, chances).map(({ key }) => key),
    };
  });
  for (;;) {
    const known = new Map(readRecords(bench.files.judged).map((record) => [record.build, record]));
    const open = candidates.flatMap(({ bug, build, keys }): Wanted[] => {
      const only = nextOf(bench, options, keys, known.get(build));
      return only === null ? [] : [{ build, bug, drifts: [], only, chances: keys.length }];
    });
    if (open.length === 0) return;
    for (const part of inParts(open)) await runPart(bench, part, known);
  }
}

/** The next tests to try; null where the bug's case is closed. */
function nextOf(
  bench: BenchContext,
  { most, all }: AloneOptions,
  keys: string[],
  known?: BuildRecord,
): string[] | null {
  if (!known) return all ? allKeys(bench) : keys.slice(0, firstAtOnce);
  if (all || noticedBy(known, bench.suite).noticed.length > 0) return null;
  const tried = known.tests.map(({ key }) => key);
  const rest = keys.filter((key) => !tried.includes(key)).slice(0, most - tried.length);
  return rest.length === 0 ? null : rest;
}

async function runPart(
  bench: BenchContext,
  part: readonly Wanted[],
  known: ReadonlyMap<string, BuildRecord>,
): Promise<void> {
  await runBuilds(bench, part, { healing: false, retries, workers: workersOnBugs }, (fresh) => {
    const record = together(known.get(fresh.build), fresh);
    writeRecord(bench.files.judged, record);
    const { noticed, elsewhere } = noticedBy(record, bench.suite);
    const missed = record.chances === 0 ? 'no chance' : `missed by ${record.tests.length} of ${record.chances ?? '?'}`;
    const found = noticed.length > 0 ? `found by ${noticed.length} of ${record.tests.length}` : missed;
    bench.say(`  ${record.build.padEnd(32)} ${found}${elsewhere.length > 0 ? `, ${elsewhere.length} elsewhere` : ''}`);
  });
}

const together = (before: BuildRecord | undefined, now: BuildRecord): BuildRecord =>
  before === undefined
    ? now
    : {
        ...now,
        tests: [...before.tests, ...now.tests],
        ...(now.fired === undefined ? {} : { fired: now.fired + (before.fired ?? 0) }),
        executionMs: before.executionMs + now.executionMs,
        healingMs: before.healingMs + now.healingMs,
      };
