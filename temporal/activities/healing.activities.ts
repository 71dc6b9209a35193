import {
  ExecutionResult,
  TestPlan,
  TestResult,
  type HealingResult,
  type JudgedFailure,
  type TenantContext,
  type TestCase,
} from '@testforge/core';
import { HealingState, saveHealings } from '@testforge/healing';
import { z } from 'zod';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { judgeInputs } from './healing-input.js';

/** Where healing stands between two rounds. */
export const Round = z.object({
  startedAt: z.string(),
  tests: TestPlan,
  states: z.array(HealingState),
  /** Tests that were not run because logging in failed; they run in the proof of the test that logs in. */
  held: z.array(z.string()).default([]),
  /** How those went. */
  dependents: z.array(TestResult).default([]),
});
export type Round = z.infer<typeof Round>;

/** What the workflow needs to know to go on: which tests to prove, with what code (theirs, and what logs in), and where the state lies. */
export interface HealingRound {
  state: DocRef;
  mended: DocRef;
  toProve: string[];
}

/** Not run at all, since logging in failed. */
const isHeld = ({ status, attempts, skippedBecause }: TestResult): boolean =>
  status === 'skipped' && attempts === 0 && skippedBecause !== undefined;

const notPassed = (result: TestResult): boolean =>
  result.status === 'failed' || result.status === 'flaky' || result.status === 'interrupted';

/** One after the other: each reads a large snapshot. */
async function each<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const done: U[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

export const healingActivities = (deps: ActivityDeps) => ({
  /** Round one: a verdict on every test that did not simply pass. */
  judgeFailures: (input: TestRunInput, documents: { tests: DocRef; execution: DocRef }): Promise<HealingRound> =>
    perform(deps, input, async ({ ctx }) => {
      await deps.runs.stageStarted(ctx, input.runId, 'healing');
      const run = await deps.runs.get(ctx, input.runId);
      const tests = await readDocument(deps.objects, ctx, documents.tests, TestPlan);
      const execution = await readDocument(deps.objects, ctx, documents.execution, ExecutionResult);
      const inputs = await each(execution.results.filter(notPassed), await judgeInputs(deps, ctx, run, tests));
      const states = await deps.healing.judgeAll(ctx, inputs);
      const held = execution.results.filter(isHeld).map(({ key }) => key);
      return writeRound(deps, ctx, { startedAt: new Date().toISOString(), tests, states, held, dependents: [] }, 0);
    }),

  /** Every further round: what the proof runs said. */
  judgeProof: (
    input: TestRunInput,
    documents: { state: DocRef; execution: DocRef; number: number },
  ): Promise<HealingRound> =>
    perform(deps, input, async ({ ctx }) => {
      const run = await deps.runs.get(ctx, input.runId);
      const round = await readDocument(deps.objects, ctx, documents.state, Round);
      const execution = await readDocument(deps.objects, ctx, documents.execution, ExecutionResult);
      const results = new Map(execution.results.map((result) => [result.key, result]));
      const read = await judgeInputs(deps, ctx, run, round.tests);
      const asked = new Set(deps.healing.toProve(round.states));
      const states: HealingState[] = [];
      for (const state of round.states) {
        const result = execution.trouble ? undefined : results.get(state.testKey);
        const waits = !execution.trouble && !asked.has(state.testKey);
        if (state.status !== 'proving' || waits) states.push(state);
        else if (result)
          states.push(await deps.healing.judgeProof(ctx, { ...(await read(result)), state, others: round.states }));
        else states.push(withoutProof(deps, state, execution.trouble));
      }
      const ran = round.held.flatMap((key) => results.get(key) ?? []).filter((result) => !isHeld(result));
      states.push(...(await deps.healing.judgeAll(ctx, await each(ran.filter(notPassed), read))));
      const held = round.held.filter((key) => !ran.some((result) => result.key === key));
      const dependents = [...round.dependents, ...ran];
      const settled = deps.healing.endWaiting(states);
      return writeRound(deps, ctx, { ...round, states: settled, held, dependents }, documents.number);
    }),

  /** The last word on every failure. What was healed with proof is kept as a new version of the suite, and learned from. */
  concludeHealing: (input: TestRunInput, documents: { state: DocRef }): Promise<DocRef> =>
    perform(deps, input, async ({ ctx }) => {
      const round = await readDocument(deps.objects, ctx, documents.state, Round);
      const failures = await concludeRound(deps, ctx, input, { round, reason: 'healed' });
      for (const failure of failures) deps.metrics.heals.inc({ outcome: failure.outcome });
      const result: HealingResult = {
        schemaVersion: 1,
        failures,
        ...(round.dependents.length > 0 ? { dependents: round.dependents } : {}),
        durationMs: Date.now() - new Date(round.startedAt).getTime(),
      };
      const document = await writeDocument(deps.objects, ctx, 'healing', result);
      await deps.runs.stageEnded(ctx, input.runId, 'healing', 'done', document.key);
      return document;
    }),
});

/** The last word on every failure of a round; what was healed with proof goes into the suite, and is learned from. */
export async function concludeRound(
  deps: ActivityDeps,
  ctx: TenantContext,
  input: TestRunInput,
  { round, reason }: { round: Round; reason: string },
): Promise<JudgedFailure[]> {
  const concluded = deps.healing.concludeAll(round.states);
  const failures = await keepHealed(deps, ctx, { ...input, reason }, round, concluded);
  await saveHealings(ctx, deps.db, input.runId, failures);
  await deps.healing.learn(ctx, { runId: input.runId, failures });
  return failures;
}

/** A proof that did not take place proves nothing: the test waits for a person. */
const withoutProof = (deps: ActivityDeps, state: HealingState, trouble: string | undefined): HealingState => ({
  ...state,
  status: 'done',
  failure: deps.healing.conclude(state, trouble),
});

const isProven = (failure: JudgedFailure): boolean => failure.outcome === 'healed' && failure.proven;

/**
 * Puts what was healed with proof into the suite as it is now. A test that another run changed in the meantime is left
 * alone; its heal waits for a person.
 */
async function keepHealed(
  deps: ActivityDeps,
  ctx: TenantContext,
  { projectId, runId, reason }: TestRunInput & { reason: string },
  round: Round,
  failures: JudgedFailure[],
): Promise<JudgedFailure[]> {
  const healed = new Set(failures.filter(isProven).map((failure) => failure.testKey));
  if (healed.size === 0) return failures;
  const replacements = round.tests.tests
    .filter((test) => healed.has(test.key))
    .map((test) => ({ before: test, after: mend(deps, test, round.states) }));
  const { refused } = await deps.suites.replace(ctx, { projectId, runId, reason, replacements });
  const changed = 'the suite’s test was changed by another run in the meantime, so this heal was not kept';
  return failures.map((failure) =>
    isProven(failure) && refused.includes(failure.testKey)
      ? { ...failure, outcome: 'waiting', waitingFor: 'approval', evidence: [...failure.evidence, changed] }
      : failure,
  );
}

export async function writeRound(
  deps: ActivityDeps,
  ctx: TenantContext,
  round: Round,
  number: number,
): Promise<HealingRound> {
  const proving = deps.healing.toProve(round.states);
  const logIn = round.tests.tests.find(({ setup }) => setup !== undefined)?.key;
  const toProve = logIn !== undefined && proving.includes(logIn) ? [...proving, ...round.held] : proving;
  // What is not run need not be written, checked and loaded once more in each round.
  const runs = round.tests.tests.filter(({ key, setup }) => setup !== undefined || toProve.includes(key));
  const tests = runs.map((test) => mend(deps, test, round.states));
  return {
    state: await writeDocument(deps.objects, ctx, `healing-round-${number}`, round),
    mended: await writeDocument(deps.objects, ctx, `mended-${number}`, { ...round.tests, tests }),
    toProve,
  };
}

const mend = (deps: ActivityDeps, test: TestCase, states: readonly HealingState[]): TestCase => {
  const state = states.find((candidate) => candidate.testKey === test.key);
  return state ? deps.healing.healedTest(test, state) : test;
};
