import { loadavg } from 'node:os';
import type { TestProject } from '@testforge/core';
import { createRandom } from '../healing/random.js';
import { createChances, readChances, type Chances } from './chances.js';
import { judgeBuilds, type JudgedBuild } from './judge-builds.js';
import type { Lab } from './lab.js';
import { readRecords, writeRecord, type BugNote, type BuildRecord, type RecordFiles } from './records.js';
import type { ListedBug, Subject } from './subject.js';
import type { Suite } from './suite.js';
import { runsAlone } from './unit-project.js';
import { isWhole, missedBy, noticedBy, wasShown } from './verdicts.js';

export interface BenchContext {
  lab: Lab;
  subject: Subject;
  suite: Suite;
  apart: TestProject;
  /** Where records lie; what stands there already is not run again. */
  files: RecordFiles;
  say(line: string): void;
}

/** A build with its name and the tests it is shown to. */
export interface Wanted {
  build: string;
  bug: ListedBug | null;
  drifts: readonly string[];
  only: readonly string[];
  chances?: number;
}

/** As a run of the product: only who fails twice has failed. */
const retries = 1;
/** Tests that fail mostly wait. */
export const workersOnBugs = 4;
/** Tests that are run together: what a bench that is stopped loses at most. */
const testsAtOnce = 40;

/** Every test that a build can be shown to. */
export const allKeys = ({ suite }: BenchContext): string[] => suite.plan.tests.filter(runsAlone).map(({ key }) => key);

/** What each test asks of the clean app. Made once a suite, by a run of it. */
export async function chancesOf(bench: BenchContext): Promise<Chances> {
  const known = readChances(bench.files.chances);
  if (known) return known;
  const heard = createChances();
  const { lab, subject, suite, apart } = bench;
  const builds = [{ bug: null, drifts: [], only: allKeys(bench) }];
  const onRequest = heard.add;
  const hold = new Set<string>();
  const onBuild = (_at: number, { trouble, executionMs, tests }: JudgedBuild): void => {
    if (trouble !== undefined) throw new Error(trouble);
    for (const { key, state, title } of tests)
      if (state === 'passed') hold.add(key);
      else bench.say(`  left out, ${state} on fresh data: ${title}`);
    bench.say(`  the clean suite in ${Math.round(executionMs / 1000)} s: its chances are known`);
  };
  await judgeBuilds({ lab, subject, suite, apart, builds, healing: true, retries, onRequest, onBuild });
  return heard.write(bench.files.chances, hold);
}

/** Every test that holds on fresh data. */
async function keysThatHold(bench: BenchContext): Promise<string[]> {
  const chances = await chancesOf(bench);
  return allKeys(bench).filter((key) => key in chances);
}

/** The clean build again and again: every alarm is false. */
export async function runClean(bench: BenchContext, times: number): Promise<void> {
  const only = await keysThatHold(bench);
  const builds = Array.from({ length: times }, (_, at) => ({
    build: `clean:${at + 1}`,
    bug: null,
    drifts: [],
    only,
  }));
  await runHealed(bench, builds, { retries }, (record) => bench.say(`  ${record.build}: ${tally(record)}`));
}

/** Builds that only look different: every alarm is false. Some drifts at a time, then, which takes longest, all at once; `tests`: of these keys only. */
export async function runDrifts(
  bench: BenchContext,
  { sets, size, tests }: { sets: number; size: number; tests: RegExp | null },
): Promise<void> {
  const { subject, say } = bench;
  const only = (await keysThatHold(bench)).filter((key) => tests?.test(key) ?? true);
  const part = tests === null ? '' : ` (${tests.source})`;
  const some = Array.from({ length: sets }, (_, at) => driftsFor(subject, `set ${at}`, size));
  const builds = [...some, [...subject.drifts]].map((drifts) => ({
    build: `drift:${nameOf(subject, drifts)}${part}`,
    bug: null,
    drifts,
    only,
  }));
  await runHealed(bench, builds, { retries: 0 }, (record) => say(`  ${record.build}: ${tally(record)}`));
}

export interface BehindDriftsOptions {
  /** Names; null: all. */
  wanted: readonly string[] | null;
  /** So many drifts at a time. */
  size: number;
  /** Of the tests that noticed it, so many are shown it again. */
  witnesses: number;
  /** Behind all drifts at once instead. */
  whole: boolean;
}

/** Where drift took a bug away, or a test was green, other drifts are tried, so often in all; a green build stays in the records. */
const maxDraws = 4;

/** Each bug that was noticed alone, now behind drifts and with healing on: none of the tests that saw it may turn green. */
export async function runBugsBehindDrifts(
  bench: BenchContext,
  { wanted, size, witnesses, whole }: BehindDriftsOptions,
): Promise<void> {
  const { subject, suite, files, say } = bench;
  const listed = new Map(subject.bugs(suite).map((bug) => [bug.name, bug]));
  const found = readRecords(files.judged).flatMap((alone) => {
    const bug = listed.get(alone.bug?.name ?? '');
    const only = noticedBy(alone, suite)
      .noticed.slice(0, witnesses)
      .map(({ key }) => key);
    if (!alone.build.startsWith('bug:') || !bug || only.length === 0) return [];
    return wanted && !wanted.includes(bug.name) ? [] : [{ bug, only }];
  });
  const draws = whole ? 1 : maxDraws;
  for (let draw = 0; draw < draws; draw += 1) {
    const shown = new Set(
      readRecords(files.healed).flatMap((record) =>
        wasShown(record) && missedBy(record).length === 0 && isWhole(record) === whole ? [record.bug?.name] : [],
      ),
    );
    const builds = found.flatMap(({ bug, only }) => {
      if (shown.has(bug.name)) return [];
      const drifts = whole ? [...subject.drifts] : driftsFor(subject, bug.name + '#'.repeat(draw), size);
      return [{ build: `both:${bug.name}:${nameOf(subject, drifts)}`, bug, drifts, only }];
    });
    await runHealed(bench, builds, { retries: 0, workers: workersOnBugs }, (record) => {
      const green = missedBy(record).length > 0 ? '  TURNED GREEN' : '';
      say(`  ${record.build}: ${wasShown(record) ? tally(record) : 'not shown'}${green}`);
    });
  }
}

const nameOf = ({ drifts: all }: Subject, drifts: readonly string[]): string =>
  drifts.length === all.length ? 'all' : drifts.join('+');

/** Drawn by name, so that a bug always meets the same ones. */
function driftsFor({ drifts }: Subject, name: string, size: number): string[] {
  const seed = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  return createRandom(seed).shuffle(drifts).slice(0, size);
}

async function runHealed(
  bench: BenchContext,
  builds: readonly Wanted[],
  how: { retries: number; workers?: number },
  then: (record: BuildRecord) => void,
): Promise<void> {
  const known = new Set(readRecords(bench.files.healed).map(({ build }) => build));
  const open = builds.filter(({ build }) => !known.has(build));
  for (const part of inParts(open))
    await runBuilds(bench, part, { healing: true, ...how }, (record) => {
      writeRecord(bench.files.healed, record);
      then(record);
    });
}

/** As many builds at once as come to a number of tests. */
export function inParts<T extends { only: readonly string[] }>(builds: readonly T[]): T[][] {
  const parts: T[][] = [];
  let tests = Infinity;
  for (const build of builds) {
    if (tests + build.only.length > testsAtOnce) {
      parts.push([]);
      tests = 0;
    }
    parts.at(-1)?.push(build);
    tests += build.only.length;
  }
  return parts;
}

/** Runs builds together and gives each away as soon as it is judged; nothing is written down. */
export async function runBuilds(
  { lab, subject, suite, apart }: BenchContext,
  wanted: readonly Wanted[],
  how: { healing: boolean; retries: number; workers?: number },
  then: (record: BuildRecord) => void,
): Promise<void> {
  const load = loadavg()[0] ?? 0;
  const shown = wanted.filter(({ only }) => only.length > 0);
  const tell = (one: Wanted | undefined, judged: JudgedBuild): void => {
    if (!one) return;
    // What was not run says nothing of a bug, and must not stand in the records as if it had been.
    if (judged.trouble !== undefined) throw new Error(judged.trouble);
    const { build, bug, drifts, chances } = one;
    then({
      app: subject.app,
      suite: suite.key,
      build,
      bug: bug && noteOf(bug),
      drifts: [...drifts],
      healing: how.healing,
      ...judged,
      ...(chances === undefined ? {} : { chances }),
      load,
    });
  };
  for (const one of wanted) if (!shown.includes(one)) tell(one, nothingRun);
  if (shown.length === 0) return;
  const builds = shown.map(({ bug, drifts, only }) => ({ bug: bug?.name ?? null, drifts, only }));
  const onBuild = (at: number, judged: JudgedBuild): void => tell(shown[at], judged);
  await judgeBuilds({ lab, subject, suite, apart, builds, ...how, onBuild });
}

const nothingRun: JudgedBuild = { tests: [], executionMs: 0, healingMs: 0 };

const noteOf = ({ name, kind, description, pages }: ListedBug): BugNote => ({ name, kind, description, pages });

const tally = ({ tests }: BuildRecord): string =>
  Object.entries(Object.groupBy(tests, ({ state }) => state))
    .map(([state, those]) => `${those?.length ?? 0} ${state}`)
    .join(', ');
