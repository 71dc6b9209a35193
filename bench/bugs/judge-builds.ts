import type { JudgedFailure, TestProject, TestResult } from '@testforge/core';
import type { HealingState } from '@testforge/healing';
import { inputOf, outcomeOf, type Judging } from './judge-input.js';
import { ctx } from '../sample-project.js';
import type { TestOutcome } from './records.js';
import { startSwitchboard, type Heard } from './start-switchboard.js';
import type { Build, RunningBuild, Subject } from './subject.js';
import { copyUnits, loggingInToEach, writeUnits, type Unit } from './unit-project.js';

export interface BatchOptions extends Judging {
  subject: Subject;
  /** The suite with each test in a file of its own. */
  apart: TestProject;
  retries: number;
  /** Browsers at once; as many as a run of the bench has where it is not said. */
  workers?: number | undefined;
  /** Each build with the keys of the tests that it is shown to. */
  builds: readonly (Build & { only: readonly string[] })[];
  /** Told of each build once nothing of it is left to be proven; `at`: its place among the builds. */
  onBuild: (at: number, judged: JudgedBuild) => void;
  /** Told of all that the app is asked, and by which test. */
  onRequest?: (testKey: string, heard: Heard) => void;
}

export interface JudgedBuild {
  tests: TestOutcome[];
  trouble?: string | undefined;
  /** How often the bug had its chance, where that is known. */
  fired?: number;
  executionMs: number;
  healingMs: number;
}

/** A build while it is judged. */
interface Open {
  running: RunningBuild;
  units: Unit[];
  results: TestResult[];
  states: HealingState[];
}

/** A run has so much time instead, of which a busy machine would make fewer rounds. */
const maxRounds = 40;

/**
 * Shows builds their tests, all in one execution, and judges each build as a run of the product does: same order, same
 * inputs, same proofs. Each build is an app of its own, as far as the subject has one for each.
 */
export async function judgeBuilds(options: BatchOptions): Promise<void> {
  const { lab, suite, subject, builds, onRequest } = options;
  const clean = await subject.start({ bug: null, drifts: [] });
  const open: Open[] = [];
  const testOf = (unit: string): string =>
    open.flatMap(({ units }) => units).find(({ id }) => id === unit)?.test.key ?? '';
  const portOf = (build: string): number | undefined =>
    Number(new URL(build === '' ? clean.url : (open[Number(build.slice(1))]?.running.url ?? clean.url)).port);
  const board = await startSwitchboard({ portOf, onRequest: (heard) => onRequest?.(testOf(heard.unit), heard) });
  try {
    for (const [at, build] of builds.entries()) {
      const units = suite.plan.tests.flatMap((test, index) =>
        build.only.includes(test.key) ? [{ id: `b${at}-t${index}`, test }] : [],
      );
      open.push({ running: await subject.start(build), units, results: [], states: [] });
    }
    const url = board.origin + new URL(clean.url).pathname;
    await executeAndJudge(options, open, url);
  } finally {
    lab.forget();
    await board.close();
    for (const { running } of [...open, { running: clean }]) await running.close();
  }
}

async function executeAndJudge(options: BatchOptions, open: Open[], url: string): Promise<void> {
  const { lab, apart, retries, onBuild } = options;
  const units = open.flatMap((build) => build.units);
  const project = copyUnits(apart, units);
  const { trouble, durationMs } = await execute(options, { project, url, phase: 'kept', retries, units }, open);
  const startedAt = performance.now();
  const tell = (build: Open): void => {
    const share = build.units.length / units.length;
    const failures = trouble === undefined ? lab.healing.concludeAll(build.states) : [];
    const fired = build.units.reduce((sum, { id }) => sum + (build.running.fired?.(id) ?? 0), 0);
    onBuild(open.indexOf(build), {
      tests: build.results.map((result) => withChance(options, build, result, failures)),
      ...(trouble === undefined ? {} : { trouble }),
      ...(build.running.fired && { fired }),
      executionMs: Math.round(durationMs * share),
      healingMs: Math.round((performance.now() - startedAt) * share),
    });
  };
  if (trouble === undefined) await judge(options, open, { url, tell });
  else open.forEach(tell);
}

interface Execution {
  project: TestProject;
  url: string;
  phase: string;
  retries: number;
  units: readonly Unit[];
}

/** Results go to their builds under the names that their tests have there. */
async function execute({ lab, subject, workers }: BatchOptions, execution: Execution, open: readonly Open[]) {
  const { units, project, ...request } = execution;
  const only = units.map(({ id }) => id);
  const { results, trouble, durationMs } = await lab.execute({
    ...request,
    project: subject.ownSessions ? loggingInToEach(project) : project,
    access: subject.access,
    only,
    limits: workers === undefined ? {} : { workers },
  });
  for (const build of open)
    build.results = build.units.flatMap(({ id, test }) =>
      results.flatMap((result) => (result.key === id ? [{ ...result, key: test.key }] : [])),
    );
  return { trouble, durationMs };
}

const notPassed = ({ status }: TestResult): boolean => status === 'failed' || status === 'flaky';

const isProving = ({ states }: Open): boolean => states.some(({ status }) => status === 'proving');

async function judge(
  options: BatchOptions,
  open: readonly Open[],
  { url, tell }: { url: string; tell: (build: Open) => void },
): Promise<void> {
  const { lab } = options;
  const toInput = inputOf(options, new URL(url).origin);
  for (const build of open)
    build.states = await lab.healing.judgeAll(ctx, build.results.filter(notPassed).map(toInput));
  open.filter((build) => !isProving(build)).forEach(tell);
  let proving = open.filter(isProving);
  for (let round = 1; round <= maxRounds && proving.length > 0; round += 1) {
    const proofs = await prove(options, proving, { url, round });
    for (const build of proving)
      build.states = lab.healing.endWaiting(await judgeProofs(lab, build, { proofs: proofs.get(build), toInput }));
    proving.filter((build) => !isProving(build)).forEach(tell);
    proving = proving.filter(isProving);
  }
  proving.forEach(tell);
}

async function judgeProofs(
  { healing }: BatchOptions['lab'],
  { states }: Open,
  { proofs, toInput }: { proofs: Map<string, TestResult> | undefined; toInput: ReturnType<typeof inputOf> },
): Promise<HealingState[]> {
  const judged: HealingState[] = [];
  for (const state of states) {
    const result = proofs?.get(state.testKey);
    if (state.status !== 'proving' || !result) judged.push(state);
    else judged.push(await healing.judgeProof(ctx, { ...toInput(result), state, others: states }));
  }
  return judged;
}

/** The repaired tests that come next: others wait for what one of these shows. */
function unitsToProve({ healing }: BatchOptions['lab'], { units, states }: Open): Unit[] {
  const next = healing.toProve(states);
  return units.flatMap(({ id, test }) => {
    const state = states.find(({ testKey }) => testKey === test.key && next.includes(testKey));
    return state ? [{ id, test: healing.healedTest(test, state) }] : [];
  });
}

/** Every repaired test from the start, once, in a project of its own. */
async function prove(
  options: BatchOptions,
  open: readonly Open[],
  { url, round }: { url: string; round: number },
): Promise<Map<Open, Map<string, TestResult>>> {
  const { lab, suite } = options;
  const proving = open.map((build) => ({
    ...build,
    results: [] as TestResult[],
    units: unitsToProve(lab, build),
  }));
  const units = proving.flatMap((build) => build.units);
  const project = await writeUnits(suite.plan, units);
  await execute(options, { project, url, phase: `proof-${round}`, retries: 0, units }, proving);
  return new Map(
    open.map((build, at) => [build, new Map(proving[at]?.results.map((result) => [result.key, result]))] as const),
  );
}

function withChance(
  { lab, suite }: BatchOptions,
  build: Open,
  result: TestResult,
  failures: JudgedFailure[],
): TestOutcome {
  const { fired } = build.running;
  const unit = build.units.find(({ test }) => test.key === result.key);
  const outcome = outcomeOf(lab, suite, result, failures);
  return fired && unit ? { ...outcome, met: fired(unit.id) > 0 } : outcome;
}
