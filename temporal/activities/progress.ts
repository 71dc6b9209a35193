import type { TenantContext } from '@testforge/core';
import { tenantKey, type Cache } from '@testforge/platform/redis';

const keptS = 3600;

/** Where the latest progress of a run's stage lies in the cache. It may be lost; the record of a run does not depend on it. */
export const progressKey = (ctx: TenantContext, runId: string): string =>
  tenantKey(ctx.tenantId, 'run', runId, 'progress');

/** Tells how a stage is getting on. A cache that does not answer is no reason to stop the run, so it is only logged. */
export function tellProgress(
  deps: { cache: Cache; log: { warn(data: object, message: string): void } },
  ctx: TenantContext,
  stage: string,
): (data: Record<string, unknown>) => void {
  return (data) => {
    deps.cache
      .setJson(progressKey(ctx, ctx.runId ?? ''), { stage, at: new Date().toISOString(), ...data }, keptS)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'progress not told'));
  };
}
