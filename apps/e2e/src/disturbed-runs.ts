import { createShop } from '@testforge/demo-shop';
import { ApiProblem, followRun, type Run, type StartRun } from '@testforge/sdk';
import { isRunning } from './kill-worker.js';
import type { TestPlatform } from './platform.js';
import { killAtRandom, seededRandom, type KillTarget } from './random-kills.js';
import { faultsOf, readFinal } from './read-final.js';
import { readReport } from './report.js';

/** Small enough to be quick, with the way to the cart's total in it; a busy machine may take its time to heal. */
export const smallScope = {
  include: ['/products/keeper-lantern', '/cart', '/log-in'],
  limits: { maxPages: 6, maxTests: 10, samplesPerTemplate: 1, healingMs: 1_800_000 },
} satisfies Partial<StartRun>;

/** Does `work` while a shop is open at the port of the app under test. */
export async function withShop<T>(local: TestPlatform, release: 1 | 2, work: (url: string) => Promise<T>): Promise<T> {
  const shop = await createShop({ release, port: local.appPort });
  try {
    return await work(`${shop.url}/products/keeper-lantern`);
  } finally {
    await shop.close();
  }
}

export interface DisturbedRun {
  name: string;
  run: Run;
  /** Repairs that were proven, and so applied. */
  proven: number;
  faults: string[];
}

export interface Disturbance {
  kills: number;
  seed: number;
  withinMs: number;
  /** A project with a suite of release 1, whose execution is disturbed; without it each round makes one of its own. */
  project?: string;
  /** A stage: kills only while a run is at it. Default: at any time. */
  during?: string;
  /** What is killed; default: everything. */
  targets?: readonly KillTarget[];
  /** At most so many times a run on release 1 and one on release 2; default: until the kills are used up. */
  rounds?: number;
  /** What the runs look at; default: the small scope. */
  scope?: Partial<StartRun>;
  /** Told of each kill and of each run that ended. */
  tell(line: string): void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Longer than any service takes to start again, in looks a second apart. */
const looksAtMost = 120;

/** What is just being started again is asked once more; a refusal is thrown at once. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let look = 1; ; look += 1) {
    try {
      return await ask();
    } catch (error) {
      if ((error instanceof ApiProblem && error.status < 500 && error.status !== 429) || look === looksAtMost)
        throw error;
      await pause(1_000);
    }
  }
}

/** Nothing that processes die of is a bug of the app: on release 1 nothing is broken, on release 2 the total alone. */
async function misjudged({ client }: TestPlatform, { id, outcome }: Run, release: 1 | 2): Promise<string[]> {
  if (!outcome || outcome.error) return [];
  const { tests } = await readReport(client, id);
  const isAmount = (text: string): boolean => /^\D{0,3}\d+\.\d\d$/.test(text);
  const bugs =
    release === 1 ? [] : outcome.regressions.filter(({ expected, actual }) => isAmount(expected) && isAmount(actual));
  const isGreen = ({ state }: { state: string }): boolean => state === 'passed' || state === 'passed_after_healing';
  const missed = release === 1 ? [] : tests.filter((test) => isGreen(test) && JSON.stringify(test).includes('“Total”'));
  return [
    ...outcome.regressions
      .filter((told) => !bugs.includes(told))
      .map(({ test, step }) => `no regression: ${test}: ${step}`),
    ...missed.map(({ title }) => `green though the total is wrong: ${title}`),
    ...(outcome.expectationsChanged === 0 ? [] : ['an expectation was changed']),
  ];
}

/** Whether the run under way, if there is one, is at a stage. */
const isAt = async ({ client }: TestPlatform, runId: string | null, stage: string): Promise<boolean> =>
  runId !== null && isRunning(await patiently(() => client.getRun(runId)), stage);

/**
 * Runs the small suite again and again, first on release 1, then on release 2, while processes of the platform are killed,
 * until the kills are used up and the run then under way has ended.
 */
export async function disturbRuns(
  local: TestPlatform,
  { kills, seed, withinMs, project, scope = smallScope, during, targets, rounds = Infinity, tell }: Disturbance,
) {
  const killed: KillTarget[] = [];
  const stop = new AbortController();
  const ended: DisturbedRun[] = [];
  let underWay: string | null = null;
  const one = async (name: string, release: 1 | 2, wishes: Partial<StartRun>): Promise<Run> =>
    withShop(local, release, async (url) => {
      const key = `kills-${seed}-${name.replaceAll(' ', '-')}`;
      const started = await patiently(() => local.client.startRun({ url, ...scope, ...wishes }, key));
      underWay = started.id;
      const run = await followRun(local.client, started.id, { awayForMs: looksAtMost * 1_000 });
      underWay = null;
      const records = await patiently(() => readFinal(local, run));
      const faults = [...faultsOf(run, records), ...(await patiently(() => misjudged(local, run, release)))];
      const proven = records.healings.filter(({ status }) => status === 'proven').length;
      ended.push({ name, run, proven, faults });
      const why = run.outcome?.error ? ` (${run.outcome.error})` : '';
      tell(`${name}: ${run.status}${why}${faults.length ? `  FAULTS: ${faults.join('; ')}` : ''}`);
      return run;
    });
  const killing = killAtRandom(local, {
    count: kills,
    random: seededRandom(seed),
    withinMs,
    signal: stop.signal,
    ...(targets ? { targets } : {}),
    ...(during ? { isTime: () => isAt(local, underWay, during) } : {}),
    onKill: (target) => {
      killed.push(target);
      tell(`  kill -9 ${killed.length}: ${target}`);
    },
  });
  try {
    for (let number = 1; number <= rounds && (killed.length < kills || number === 1); number += 1) {
      const own = project ?? `killed ${seed} ${number}`;
      const first = await one(`run ${number} on release 1`, 1, { project: own, discovery: project === undefined });
      if (project === undefined && first.status === 'passed')
        await one(`run ${number} on release 2`, 2, { project: own, discovery: false });
    }
  } finally {
    stop.abort();
    await killing;
  }
  return { killed, ended };
}
