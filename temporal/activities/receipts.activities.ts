import { ExecutionResult, ReceiptsResult, TestPlan, TestProject } from '@testforge/core';
import { createReceipts, expectForMs, selectToTry, type ReceiptsDeps } from '@testforge/receipts';
import type { RunRecord } from '@testforge/runs';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform, type Call } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { openTrials } from './recorded-trials.js';
import { performStage } from './stage.js';

export interface ReceiptsOrder {
  tests: DocRef;
  project: DocRef;
  /** The execution that the tests passed. */
  execution: DocRef;
}

/** Together with that execution itself: three times as much as it took. */
const timesExecution = 2;

/** Trials are none of the run's results: nothing of them is recorded but the receipts, and nothing is billed or learned. */
export const receiptActivities = (deps: ActivityDeps) => ({
  /** Shows of each functional test that it can fail. What was tried before a crash is read, not tried again. */
  giveReceipts: (input: TestRunInput, order: ReceiptsOrder): Promise<DocRef> =>
    performStage(deps, input, 'receipts', async (call) => {
      const { ctx, signal } = call;
      const run = await deps.runs.get(ctx, input.runId);
      const plan = await readDocument(deps.objects, ctx, order.tests, TestPlan);
      const execution = await readDocument(deps.objects, ctx, order.execution, ExecutionResult);
      const tests = selectToTry(plan.tests, execution);
      const trials = await openTrials(deps, ctx);
      // After a crash its duration is that of the rest alone.
      const executedMs = Math.max(execution.durationMs, execution.sandboxMs);
      const budgetMs = Math.min(run.options.limits.receiptMs, timesExecution * executedMs);
      const tell = tellProgress(deps, ctx, 'receipts');
      const actionTimeoutMs = expectForMs(plan.tests, execution.results, run.options.limits);
      const execute = executePerturbed(deps, call, { input, run, actionTimeoutMs });
      const result = await createReceipts({ execute }).compute({
        project: await readDocument(deps.objects, ctx, order.project, TestProject),
        tests,
        known: trials.known(),
        budgetMs: budgetMs - trials.spentMs(),
        onTrial: async (trial) => {
          await trials.record(trial);
          tell({ trials: trials.known().length, tests: tests.length });
        },
        signal,
      });
      await deps.runs.recordLedger(ctx, input.runId, 'receipts', result.ledger);
      return writeDocument(deps.objects, ctx, 'receipts', { ...result, durationMs: trials.spentMs() });
    }),
});

/** The same sandbox, origins, access and level as the tests themselves have, without retries, and without evidence. */
function executePerturbed(
  deps: ActivityDeps,
  { ctx, signal }: Call,
  { input, run, actionTimeoutMs }: { input: TestRunInput; run: RunRecord; actionTimeoutMs: number },
): ReceiptsDeps['execute'] {
  return async ({ project, only, executionMs, onResult }) =>
    deps.execution.execute(ctx, {
      project,
      only,
      baseUrl: run.url,
      interaction: run.interaction,
      origins: [new URL(run.url).origin, ...run.options.origins],
      access: await deps.access.find(ctx, input.projectId, run.url),
      phase: 'receipts',
      evidence: false,
      limits: { ...run.options.limits, retries: 0, actionTimeoutMs, executionMs },
      onResult,
      signal,
    });
}

export const weakTestActivities = (deps: ActivityDeps) => ({
  /** A version of the suite without the tests that notice nothing. A suite of nothing else stays as it is. */
  leaveOutWeak: (input: TestRunInput, { receipts }: { receipts: DocRef }): Promise<void> =>
    perform(deps, input, async ({ ctx, log }) => {
      const { leftOut } = await readDocument(deps.objects, ctx, receipts, ReceiptsResult);
      const weak = new Set(leftOut.map(({ key }) => key));
      const { projectId, runId } = input;
      const suite = await deps.suites.findCurrent(ctx, projectId);
      const tests = suite?.tests.filter(({ key }) => !weak.has(key)) ?? [];
      if (!suite || tests.length === suite.tests.length || tests.every(({ setup }) => setup !== undefined)) return;
      await deps.suites.keep(ctx, { projectId, runId, reason: 'kill receipts', base: suite.version, tests });
      log.info({ weak: weak.size }, 'tests that notice nothing left out');
    }),
});
