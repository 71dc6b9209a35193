import { AppError, type TenantContext } from '@testforge/core';
import { covers, type Principal } from '@testforge/identity';
import { tenantKey } from '@testforge/platform/redis';
import type { RunRecord } from '@testforge/runs';
import { z } from 'zod';
import type { ApiDeps } from './api-deps.js';
import type { Run, RunSummary } from './schemas.js';

/** A run as lists show it. */
export const summarise = (run: RunRecord): RunSummary => ({
  id: run.id,
  project: { id: run.projectId, name: run.projectName },
  url: run.url,
  release: run.release,
  status: run.status,
  interaction: run.interaction,
  createdAt: run.createdAt,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
});

const Progress = z.record(z.string(), z.unknown());

/** The address of a report lives this long, in seconds: it is printed, kept in files and opened on the day after. */
const reportLinkS = 24 * 3600;

/** The outcome for whoever asks: with an address of the report that any browser opens where they may read it, else without. */
async function showOutcome(
  { objects }: Pick<ApiDeps, 'objects'>,
  ctx: TenantContext,
  { id, outcome }: RunRecord,
  { grants }: Pick<Principal, 'grants'>,
): Promise<Run['outcome']> {
  if (!outcome?.links.report) return outcome;
  const report = covers(grants, 'report:read')
    ? await objects.signedUrl(ctx, reportKey(id, 'html'), { expiresInS: reportLinkS })
    : null;
  return { ...outcome, links: { ...outcome.links, report } };
}

/** A run with its stages and its latest progress, as `who` may see it. Throws `notFound run.not_found`. */
export async function showRun(
  deps: Pick<ApiDeps, 'runs' | 'cache' | 'log' | 'objects'>,
  ctx: TenantContext,
  id: string,
  who: Pick<Principal, 'grants'>,
): Promise<Run> {
  const { runs, cache, log } = deps;
  const run = await runs.get(ctx, id);
  const stages = await runs.listStages(ctx, id);
  // The record is the truth; the cache only tells more, and while it is away the run is shown without that.
  const told = await cache.getJson(tenantKey(ctx.tenantId, 'run', id, 'progress')).catch((error: unknown) => {
    log.warn({ err: error, requestId: ctx.requestId }, 'progress not known');
    return null;
  });
  const progress = Progress.safeParse(told);
  return {
    ...summarise(run),
    stages: stages.map(({ docKey: _docKey, ...stage }) => stage),
    progress: progress.success ? progress.data : null,
    outcome: await showOutcome(deps, ctx, run, who),
  };
}

const files = { json: 'report.json', html: 'report.html', junit: 'junit.xml', ctrf: 'ctrf.json' } as const;
const reportKey = (id: string, kind: keyof typeof files): string => `runs/${id}/report/${files[kind]}`;

/** A rendering of the run's report. Throws `notFound report.not_ready` until there is one. */
export async function renderings(
  { runs, objects }: ApiDeps,
  ctx: TenantContext,
  id: string,
  kind: keyof typeof files,
): Promise<Buffer> {
  const run = await runs.get(ctx, id);
  if (!run.outcome)
    throw new AppError('notFound', 'report.not_ready', 'The run has not ended yet, so there is no report.');
  return objects.get(ctx, reportKey(id, kind));
}
