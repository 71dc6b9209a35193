import { locatorCode, Report, type ReportedAnswer, type TenantContext } from '@testforge/core';
import { renderCtrf, renderHtml, renderJUnit } from '@testforge/reporting';
import type { AnswerRecord } from '@testforge/suite';
import type { ActivityDeps } from './deps.js';

/** Where the renderings of a run's report lie. */
export const reportKeys = (runId: string) => ({
  json: `runs/${runId}/report/report.json`,
  html: `runs/${runId}/report/report.html`,
  junit: `runs/${runId}/report/junit.xml`,
  ctrf: `runs/${runId}/report/ctrf.json`,
});

/** Writes every rendering. */
export async function writeRenderings(
  deps: Pick<ActivityDeps, 'objects'>,
  ctx: TenantContext,
  runId: string,
  report: Report,
): Promise<void> {
  const keys = reportKeys(runId);
  await deps.objects.put(ctx, keys.json, JSON.stringify(report, null, 2), { contentType: 'application/json' });
  await deps.objects.put(ctx, keys.html, renderHtml(report), { contentType: 'text/html; charset=utf-8' });
  await deps.objects.put(ctx, keys.junit, renderJUnit(report), { contentType: 'application/xml' });
  await deps.objects.put(ctx, keys.ctrf, renderCtrf(report), { contentType: 'application/json' });
}

/** The report of a run; null where there is none, or one of an older form. */
export async function readReport(
  deps: Pick<ActivityDeps, 'objects'>,
  ctx: TenantContext,
  runId: string,
): Promise<Report | null> {
  const { json } = reportKeys(runId);
  if (!(await deps.objects.head(ctx, json))) return null;
  const read = Report.safeParse(JSON.parse((await deps.objects.get(ctx, json)).toString('utf8')));
  return read.success ? read.data : null;
}

/** The report of the project's run before this one. */
export async function readPrevious(
  deps: Pick<ActivityDeps, 'objects' | 'runs'>,
  ctx: TenantContext,
  runId: string,
): Promise<Report | null> {
  const previous = await deps.runs.findPrevious(ctx, runId);
  return previous && readReport(deps, ctx, previous.id);
}

/** An answer that counts, as the report tells it. */
export const toReportedAnswer = (record: AnswerRecord): { testKey: string; answer: ReportedAnswer } => ({
  testKey: record.testKey,
  answer: {
    kind: record.kind,
    by: record.signedBy ?? record.saidBy,
    at: record.signedAt ?? record.createdAt,
    changes: record.changes.map(({ stepTitle, before, after }) => ({ step: stepTitle, before, after })),
    ...(record.chosen ? { locator: locatorCode(record.chosen.target.locator) } : {}),
  },
});
