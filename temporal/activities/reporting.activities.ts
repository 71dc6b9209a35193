import { AppModel, ExecutionResult, HealingResult, ReceiptsResult, TestPlan } from '@testforge/core';
import { applyAnswers, buildReport, toRunOutcome } from '@testforge/reporting';
import type { ZodType } from 'zod';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { findNewFaults } from './new-faults.js';
import { proposeQuarantine } from './propose-quarantine.js';
import { readReceipts } from './read-receipts.js';
import { readPrevious, readReport, toReportedAnswer, writeRenderings } from './report-files.js';
import type { RunEnd } from './runs.activities.js';

export interface ReportRequest {
  mode: 'first' | 'kept';
  documents: {
    model?: DocRef;
    plan?: DocRef;
    project?: DocRef;
    execution?: DocRef;
    receipts?: DocRef;
    healing?: DocRef;
  };
  trouble: { cancelled: boolean; message: string } | null;
  stagesMs: Record<string, number>;
}

export const reportingActivities = (deps: ActivityDeps) => ({
  /** Builds the one report from whatever the stages left and renders it. Returns how the run ends. */
  writeReport: (input: TestRunInput, request: ReportRequest): Promise<RunEnd> =>
    perform(deps, input, async ({ ctx, log }) => {
      const optional = <T>(ref: DocRef | undefined, schema: ZodType<T>): Promise<T | null> =>
        ref ? readDocument(deps.objects, ctx, ref, schema) : Promise.resolve(null);
      const { documents } = request;
      const { projectId, runId } = input;
      const startedAt = Date.now();
      const plan = await optional(documents.plan, TestPlan);
      const healing = await optional(documents.healing, HealingResult);
      const execution = await optional(documents.execution, ExecutionResult);
      const states = await deps.testStates.list(ctx, projectId);
      const flakes = await deps.runs.countFlakes(ctx, runId);
      await proposeQuarantine(deps, ctx, { projectId, runId, plan, healing, states, flakes });
      const ran = request.mode === 'kept' ? [...(execution?.results ?? []), ...(healing?.dependents ?? [])] : [];
      const newFaults = findNewFaults(ran, await deps.runs.findKnownTrouble(ctx, projectId));
      await deps.runs.recordFindings(ctx, runId, newFaults);
      const suite = await deps.suites.findCurrent(ctx, projectId);
      const run = await deps.runs.get(ctx, input.runId);
      const report = buildReport({
        run,
        mode: request.mode,
        suite,
        model: await optional(documents.model, AppModel),
        plan,
        execution,
        healing,
        newFaults,
        receipts: await optional(documents.receipts, ReceiptsResult),
        receiptsOfTests: await readReceipts(deps, ctx, projectId, suite?.tests ?? []),
        handling: new Map(states.map(({ key, handling }) => [key, handling])),
        flakes,
        tries: { of: await deps.runs.countTries(ctx, projectId), flakeRate: run.options.limits.flakeRate },
        proposals: await deps.proposals.list(ctx, input.projectId, { runId: input.runId }),
        previous: await readPrevious(deps, ctx, input.runId),
        trouble: request.trouble,
        stagesMs: request.stagesMs,
        now: new Date(),
      });
      await writeRenderings(deps, ctx, input.runId, report);
      report.stagesMs['reporting'] = Date.now() - startedAt;
      const outcome = toRunOutcome(report, {
        dashboard: new URL(`/runs/${input.runId}`, deps.publicUrl).href,
        // Where it is asked for by those who may read it; whoever gets the outcome from the API gets an address that opens.
        report: new URL(`/api/v1/runs/${input.runId}/report.html`, deps.publicUrl).href,
        share: null,
      });
      await writeDocument(deps.objects, ctx, 'outcome', outcome);
      for (const test of report.tests) deps.metrics.tests.inc({ state: test.state });
      log.info({ status: report.status, counts: report.counts }, 'report written');
      return { status: report.status, outcome };
    }),

  /** Tells a run anew with what people answered to it. What it was when it ended stays readable in the answers. */
  retellRun: (input: TestRunInput): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      const [run, report] = [await deps.runs.get(ctx, input.runId), await readReport(deps, ctx, input.runId)];
      const answers = (await deps.answers.list(ctx, input.runId)).filter(({ status }) => status === 'applied');
      if (!report || !run.outcome || answers.length === 0) return;
      const told = applyAnswers(report, answers.map(toReportedAnswer));
      await writeRenderings(deps, ctx, input.runId, told);
      await deps.runs.answered(ctx, input.runId, told.status, toRunOutcome(told, run.outcome.links));
    }),
});
