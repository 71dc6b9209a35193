import { AppModel, ExecutionResult, HealingResult, TestPlan } from '@testforge/core';
import { buildReport, renderHtml, renderJUnit, toRunOutcome } from '@testforge/reporting';
import type { ZodType } from 'zod';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';

export interface ReportRequest {
  mode: 'first' | 'kept';
  documents: { model?: DocRef; plan?: DocRef; project?: DocRef; execution?: DocRef; healing?: DocRef };
  trouble: { cancelled: boolean; message: string } | null;
  stagesMs: Record<string, number>;
}

/** Where the renderings of a run's report lie. */
export const reportKeys = (runId: string) => ({
  json: `runs/${runId}/report/report.json`,
  html: `runs/${runId}/report/report.html`,
  junit: `runs/${runId}/report/junit.xml`,
});

export const reportingActivities = (deps: ActivityDeps) => ({
  /** Builds the one report from whatever the stages left, renders it, and ends the run. */
  writeReport: (input: TestRunInput, request: ReportRequest): Promise<void> =>
    perform(deps, input, async ({ ctx, log }) => {
      const optional = <T>(ref: DocRef | undefined, schema: ZodType<T>): Promise<T | null> =>
        ref ? readDocument(deps.objects, ctx, ref, schema) : Promise.resolve(null);
      const { documents } = request;
      const startedAt = Date.now();
      const run = await deps.runs.get(ctx, input.runId);
      const report = buildReport({
        run,
        mode: request.mode,
        suite: await deps.suites.findCurrent(ctx, input.projectId),
        model: await optional(documents.model, AppModel),
        plan: await optional(documents.plan, TestPlan),
        execution: await optional(documents.execution, ExecutionResult),
        healing: await optional(documents.healing, HealingResult),
        trouble: request.trouble,
        stagesMs: request.stagesMs,
        now: new Date(),
      });
      const keys = reportKeys(input.runId);
      await deps.objects.put(ctx, keys.json, JSON.stringify(report, null, 2), { contentType: 'application/json' });
      await deps.objects.put(ctx, keys.html, renderHtml(report), { contentType: 'text/html; charset=utf-8' });
      await deps.objects.put(ctx, keys.junit, renderJUnit(report), { contentType: 'application/xml' });
      const link = await deps.objects.signedUrl(ctx, keys.html, { expiresInS: deps.reportLinkS });
      report.stagesMs['reporting'] = Date.now() - startedAt;
      const outcome = toRunOutcome(report, { dashboard: null, report: link, share: null });
      await writeDocument(deps.objects, ctx, 'outcome', outcome);
      await deps.runs.end(ctx, input.runId, report.status, outcome);
      deps.metrics.runs.inc({ status: report.status });
      for (const test of report.tests) deps.metrics.tests.inc({ state: test.state });
      log.info({ status: report.status, counts: report.counts }, 'run ended');
    }),
});
