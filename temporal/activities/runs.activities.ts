import { ExecutionResult, TestPlan } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';

/** The life of a run and of its suite. */
export const runActivities = (deps: ActivityDeps) => ({
  /** Marks the run as running and says whether a suite is kept already. */
  beginRun: (input: TestRunInput): Promise<{ mode: 'first' | 'kept'; discovery: boolean; healingMs: number }> =>
    perform(deps, input, async ({ ctx }) => {
      await deps.runs.begin(ctx, input.runId);
      const [run, suite] = await Promise.all([
        deps.runs.get(ctx, input.runId),
        deps.suites.findCurrent(ctx, input.projectId),
      ]);
      return {
        mode: suite && suite.tests.length > 0 ? 'kept' : 'first',
        discovery: run.options.discovery,
        healingMs: run.options.limits.healingMs,
      };
    }),

  /** The kept suite as a plan, so that every later stage reads one kind of document. */
  loadSuite: (input: TestRunInput): Promise<DocRef> =>
    perform(deps, input, async ({ ctx }) => {
      const run = await deps.runs.get(ctx, input.runId);
      const tests = (await deps.suites.findCurrent(ctx, input.projectId))?.tests ?? [];
      const plan: TestPlan = {
        schemaVersion: 1,
        url: run.url,
        tests,
        designed: tests.length,
        leftOut: [],
        findings: [],
        ledger: [],
        durationMs: 0,
      };
      return writeDocument(deps.objects, ctx, 'suite', plan);
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

  /** The last resort: ends the run when not even its report could be written. */
  endRun: (input: TestRunInput): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      await deps.runs.end(ctx, input.runId, 'error', null);
      deps.metrics.runs.inc({ status: 'error' });
    }),
});
