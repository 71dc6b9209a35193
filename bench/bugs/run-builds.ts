import { loadavg } from 'node:os';
import { createRandom } from '../healing/random.js';
import { judgeBuild } from './judge-build.js';
import type { Lab } from './lab.js';
import { readRecords, writeRecord, type BugNote, type BuildRecord, type RecordFiles } from './records.js';
import type { Subject } from './subject.js';
import type { Suite } from './suite.js';
import { mayMeet, missedBy, noticedBy } from './verdicts.js';

export interface BenchContext {
  lab: Lab;
  subject: Subject;
  suite: Suite;
  /** Where records lie; what stands there already is not run again. */
  files: RecordFiles;
  say(line: string): void;
}

interface Wanted {
  build: string;
  bug: BugNote | null;
  drifts: readonly string[];
  healing: boolean;
  retries: number;
  only?: readonly string[];
}

/** As a run of the product: only who fails twice has failed. */
const retries = 1;

/** Each bug alone, nothing repaired: which tests notice it. `near`: only tests that may come to its pages. */
export async function runBugsAlone(
  bench: BenchContext,
  { wanted, near }: { wanted: readonly string[] | null; near: boolean },
): Promise<void> {
  const { tests } = bench.suite.plan;
  for (const bug of bench.subject.bugs(bench.suite)) {
    if (wanted && !wanted.includes(bug.name)) continue;
    const only = near ? { only: tests.filter((test) => mayMeet(bug, test)).map(({ key }) => key) } : {};
    const build = `bug:${bug.name}`;
    const record = await runBuild(bench, { build, bug, drifts: [], healing: false, retries, ...only });
    const { noticed, elsewhere } = noticedBy(record, bench.suite);
    const found = noticed.length > 0 ? `found by ${noticed.length}` : 'MISSED';
    bench.say(`  ${bug.name.padEnd(32)} ${found}${elsewhere.length > 0 ? `, ${elsewhere.length} elsewhere` : ''}`);
  }
}

/** The clean build again and again: every alarm is false. */
export async function runClean(bench: BenchContext, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    const record = await runBuild(bench, { build: `clean:${time}`, bug: null, drifts: [], healing: true, retries });
    bench.say(`  clean ${time}: ${record.tests.filter(({ state }) => state !== 'passed').length} not passed`);
  }
}

/** Builds that only look different: every alarm is false. All drifts at once, then some at a time; `tests`: of these keys only. */
export async function runDrifts(
  bench: BenchContext,
  { sets, size, tests }: { sets: number; size: number; tests: RegExp | null },
): Promise<void> {
  const { subject, suite, say } = bench;
  const those = tests === null ? {} : { only: suite.plan.tests.map(({ key }) => key).filter((key) => tests.test(key)) };
  const part = tests === null ? '' : ` (${tests.source})`;
  const some = Array.from({ length: sets }, (_, at) => driftsFor(subject, `set ${at}`, size));
  for (const drifts of [subject.drifts, ...some]) {
    const build = `drift:${drifts.length === subject.drifts.length ? 'all' : drifts.join('+')}${part}`;
    const record = await runBuild(bench, { build, bug: null, drifts, healing: true, retries: 0, ...those });
    say(`  ${build}: ${tally(record)}`);
  }
}

/** Each bug that was noticed alone, now behind drifts and with healing on: none of the tests that saw it may turn green. */
export async function runBugsBehindDrifts(bench: BenchContext, size: number): Promise<void> {
  const { subject, suite, files, say } = bench;
  for (const alone of readRecords(files.judged).filter(({ build }) => build.startsWith('bug:'))) {
    const { bug } = alone;
    const only = noticedBy(alone, suite).noticed.map(({ key }) => key);
    if (bug === null || only.length === 0) continue;
    for (const drifts of [driftsFor(subject, bug.name, size), subject.drifts]) {
      const name = drifts.length === subject.drifts.length ? 'all' : drifts.join('+');
      const build = `both:${bug.name}:${name}`;
      const record = await runBuild(bench, { build, bug, drifts, healing: true, retries: 0, only });
      const green = missedBy(record);
      say(`  ${build}: ${tally(record)}${green.length > 0 ? '  TURNED GREEN' : ''}`);
    }
  }
}

/** Drawn by name, so that a bug always meets the same ones. */
function driftsFor({ drifts }: Subject, name: string, size: number): string[] {
  const seed = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  return createRandom(seed).shuffle(drifts).slice(0, size);
}

async function runBuild(bench: BenchContext, { build, bug, drifts, ...how }: Wanted): Promise<BuildRecord> {
  const { lab, subject, suite, files } = bench;
  const file = how.healing ? files.healed : files.judged;
  const known = readRecords(file).find((record) => record.build === build);
  if (known) return known;
  const load = loadavg()[0] ?? 0;
  const running = await subject.start({ bug: bug?.name ?? null, drifts });
  try {
    const judged =
      how.only?.length === 0
        ? { tests: [], executionMs: 0, healingMs: 0 }
        : await judgeBuild({ lab, suite, url: running.url, access: subject.access, ...how });
    const fired = running.fired?.();
    const record: BuildRecord = {
      app: subject.app,
      suite: suite.key,
      build,
      bug,
      drifts: [...drifts],
      healing: how.healing,
      ...judged,
      ...(fired === undefined ? {} : { fired }),
      load,
    };
    writeRecord(file, record);
    return record;
  } finally {
    await running.close();
  }
}

const tally = ({ tests }: BuildRecord): string =>
  Object.entries(Object.groupBy(tests, ({ state }) => state))
    .map(([state, those]) => `${those?.length ?? 0} ${state}`)
    .join(', ');
