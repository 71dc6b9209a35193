import {
  bothTroubles,
  FailureSnapshot,
  HealingPolicy,
  RunLimits,
  troubleOfFindings,
  troubleOfTest,
} from '@testforge/core';
import type { Access, JudgedFailure, TestFailure, TestResult } from '@testforge/core';
import type { HealingState, JudgeInput } from '@testforge/healing';
import { generateProject } from '@testforge/scriptgen';
import { ctx } from '../sample-project.js';
import type { Lab } from './lab.js';
import type { TestOutcome } from './records.js';
import type { Suite } from './suite.js';

export interface BuildOptions {
  lab: Lab;
  suite: Suite;
  url: string;
  access: Access;
  /** Off: what failed is judged, and nothing is repaired. */
  healing: boolean;
  retries: number;
  only?: readonly string[] | undefined;
}

export interface JudgedBuild {
  tests: TestOutcome[];
  trouble?: string | undefined;
  executionMs: number;
  healingMs: number;
}

/** A run has so much time instead, of which a busy machine would make fewer rounds. */
const maxRounds = 40;
const { maxHealsPerTest } = RunLimits.parse({});

/** Executes the kept suite on a build and judges it as a run of the product does: same order, same inputs, same proofs. */
export async function judgeBuild(options: BuildOptions): Promise<JudgedBuild> {
  const { lab, suite, url, access, retries, only } = options;
  const { results, trouble, durationMs } = await lab.execute({
    project: suite.project,
    url,
    access,
    phase: 'kept',
    retries,
    only,
  });
  const startedAt = performance.now();
  const failures = trouble === undefined ? await judge(options, results) : [];
  const outcomes = results.map((result) => outcomeOf(lab, suite, result, failures));
  lab.forget();
  return {
    tests: outcomes,
    ...(trouble === undefined ? {} : { trouble }),
    executionMs: durationMs,
    healingMs: performance.now() - startedAt,
  };
}

const notPassed = ({ status }: TestResult): boolean => status === 'failed' || status === 'flaky';

async function judge(options: BuildOptions, results: readonly TestResult[]): Promise<JudgedFailure[]> {
  const { lab } = options;
  const toInput = inputOf(options);
  let states = await lab.healing.judgeAll(ctx, results.filter(notPassed).map(toInput));
  for (let round = 1; round <= maxRounds; round += 1) {
    const proving = states.filter(({ status }) => status === 'proving');
    if (proving.length === 0) break;
    const proofs = await prove(options, states, round);
    const judged: HealingState[] = [];
    for (const state of states) {
      const result = proofs.get(state.testKey);
      if (state.status !== 'proving' || !result) judged.push(state);
      else judged.push(await lab.healing.judgeProof(ctx, { ...toInput(result), state, others: states }));
    }
    states = judged;
  }
  return lab.healing.concludeAll(states);
}

/** Every repaired test from the start, once, in a project of its own. */
async function prove(
  { lab, suite, url, access }: BuildOptions,
  states: readonly HealingState[],
  round: number,
): Promise<Map<string, TestResult>> {
  const byKey = new Map(states.map((state) => [state.testKey, state]));
  const tests = suite.plan.tests.map((test) => {
    const state = byKey.get(test.key);
    return state ? lab.healing.healedTest(test, state) : test;
  });
  const project = await generateProject({ baseUrl: suite.plan.url, tests });
  const only = states.flatMap(({ status, testKey }) => (status === 'proving' ? [testKey] : []));
  const { results } = await lab.execute({ project, url, access, phase: `proof-${round}`, retries: 0, only });
  return new Map(results.map((result) => [result.key, result]));
}

/** As `temporal/activities/healing-input.ts` makes it, with the pages from memory. */
const inputOf =
  ({ lab, suite, url, healing }: BuildOptions) =>
  (result: TestResult): JudgeInput => {
    const test = suite.plan.tests.find(({ key }) => key === result.key);
    if (!test) throw new Error(`no such test: ${result.key}`);
    const earlier = (result.earlier ?? []).map((failure) => readSnapshot(lab, failure));
    return {
      test,
      result,
      known: bothTroubles(
        troubleOfFindings(suite.model.findings),
        troubleOfTest(suite.faults[test.key] ?? { serverErrors: [], pageErrors: [] }),
      ),
      origins: [new URL(url).origin],
      snapshot: result.failure ? readSnapshot(lab, result.failure) : null,
      earlierSnapshots: earlier.flatMap((snapshot) => (snapshot ? [snapshot] : [])),
      policy: HealingPolicy.parse({ mode: healing ? 'automatic' : 'never' }),
      maxHealsPerTest,
      knownTargets: suite.plan.tests
        .filter(({ key }) => key !== test.key)
        .flatMap(({ steps }) =>
          steps.flatMap((step) => ('target' in step && step.target ? [step.target.fingerprint] : [])),
        ),
      pagesBefore: suite.model.states.map(({ path, snapshot: { elements } }) => ({ path, elements })),
    };
  };

function readSnapshot(lab: Lab, { snapshot: key }: TestFailure): FailureSnapshot | null {
  const bytes = key === undefined ? undefined : lab.snapshot(key);
  return bytes ? FailureSnapshot.parse(JSON.parse(bytes.toString('utf8'))) : null;
}

function outcomeOf(lab: Lab, suite: Suite, result: TestResult, failures: readonly JudgedFailure[]): TestOutcome {
  const failure = failures.find(({ testKey }) => testKey === result.key);
  const page = result.failure && readSnapshot(lab, result.failure)?.url;
  return {
    key: result.key,
    title: result.title,
    category: suite.plan.tests.find(({ key }) => key === result.key)?.category ?? 'smoke',
    state: failure?.outcome ?? (result.status === 'passed' ? 'passed' : 'environment'),
    ...(failure && {
      rule: failure.rule,
      step: failure.stepTitle,
      expected: failure.expected?.slice(0, 200),
      actual: failure.actual?.slice(0, 200),
    }),
    ...(page !== undefined && URL.canParse(page) ? { failedAt: new URL(page).pathname } : {}),
  };
}
