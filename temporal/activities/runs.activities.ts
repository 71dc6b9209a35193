import { AppError, ExecutionResult, TestPlan, type RunOutcome } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import { goOnFrom, type LeftBehind } from './continue-run.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { gateRounds } from './gate.activities.js';
import { testsLeftOut } from './tests-left-out.js';

export interface BegunRun {
  mode: 'first' | 'kept';
  discovery: boolean;
  regenerate: boolean;
  healingMs: number;
  /** Whether new tests are shown to fail when the app is perturbed; older histories do not say. */
  receipts?: boolean;
  /** Whether new tests are carried out again before they are kept; older histories do not say. */
  gate?: boolean;
  /** What a stopped run that this one continues had done already. */
  left: LeftBehind;
}

/** How a run ended, for its record. */
export interface RunEnd {
  status: RunOutcome['status'];
  outcome: RunOutcome;
}

/** The life of a run and of its suite. */
export const runActivities = (deps: ActivityDeps) => ({
  /** Marks the run as running and says whether a suite is kept already. */
  beginRun: (input: TestRunInput): Promise<BegunRun> =>
    perform(deps, input, async ({ ctx }) => {
      await deps.runs.begin(ctx, input.runId);
      const [run, suite] = await Promise.all([
        deps.runs.get(ctx, input.runId),
        deps.suites.findCurrent(ctx, input.projectId),
      ]);
      const { discovery, regenerate, limits, receipts } = run.options;
      const mode = suite && suite.tests.length > 0 ? 'kept' : 'first';
      if (mode === 'first' && (!discovery || run.options.grep !== undefined))
        throw new AppError(
          'invalid',
          'suite.empty',
          `Nothing is kept for the project “${run.projectName}” yet; “testforge run” makes its suite.`,
        );
      const left = await goOnFrom(deps, ctx, run, mode);
      return {
        mode,
        discovery,
        regenerate,
        healingMs: limits.healingMs,
        receipts: receipts === 'on',
        gate: gateRounds(limits.gatePasses) > 0,
        left,
      };
    }),

  /** Tells that the run has halted before its next step, or goes on. */
  moveRun: (input: TestRunInput, to: 'paused' | 'running'): Promise<void> =>
    perform(deps, input, ({ ctx }) => deps.runs.move(ctx, input.runId, to)),

  /** The kept suite as a plan, so that every later stage reads one kind of document, and which of its tests to run. */
  loadSuite: (input: TestRunInput): Promise<{ tests: DocRef; only: string[] | null }> =>
    perform(deps, input, async ({ ctx }) => {
      const run = await deps.runs.get(ctx, input.runId);
      const tests = (await deps.suites.findCurrent(ctx, input.projectId))?.tests ?? [];
      const states = await deps.testStates.list(ctx, input.projectId);
      const leftOut = testsLeftOut({ tests, states, grep: run.options.grep });
      const plan: TestPlan = {
        schemaVersion: 1,
        url: run.url,
        tests,
        designed: tests.length,
        leftOut,
        findings: [],
        ledger: [],
        durationMs: 0,
      };
      const out = new Set(leftOut.map(({ key }) => key));
      return {
        tests: await writeDocument(deps.objects, ctx, 'suite', plan),
        only: out.size > 0 ? tests.flatMap(({ key }) => (out.has(key) ? [] : [key])) : null,
      };
    }),

  /** Keeps the tests that passed as the project's first suite. A test that was never seen to pass is never kept. */
  keepPassed: (input: TestRunInput, documents: { tests: DocRef; execution: DocRef }): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      const plan = await readDocument(deps.objects, ctx, documents.tests, TestPlan);
      const execution = await readDocument(deps.objects, ctx, documents.execution, ExecutionResult);
      const passed = new Set(
        execution.results.filter((result) => result.status === 'passed').map((result) => result.key),
      );
      const tests = plan.tests.filter((test) => passed.has(test.key));
      if (tests.length > 0)
        await deps.suites.keep(ctx, {
          projectId: input.projectId,
          runId: input.runId,
          reason: 'first run',
          base: 0,
          tests,
        });
    }),

  /** Ends the run. Without an end to tell, not even its report could be written. */
  endRun: (input: TestRunInput, end: RunEnd | null): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      await deps.runs.end(ctx, input.runId, end?.status ?? 'error', end?.outcome ?? null);
      deps.metrics.runs.inc({ status: end?.status ?? 'error' });
    }),
});
