import { activityInfo, Context, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { isAppError, retryableKinds, type AppErrorKind, type TenantContext } from '@testforge/core';
import { inSpan, withContext, type Logger } from '@testforge/platform/telemetry';
import type { TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';

/** What every activity is handed: the tenant's scope, a log that names it, and when to stop. */
export interface Call {
  ctx: TenantContext;
  log: Logger;
  signal: AbortSignal;
  /** 1 at the first attempt. */
  attempt: number;
}

const beatEveryMs = 3000;

/**
 * The shape of every activity: unwrap, tenant scope, one call, heartbeat, translate errors.
 * An `AppError` becomes an `ApplicationFailure` that is retried only when its kind may pass by itself.
 */
export async function perform<T>(
  deps: Pick<ActivityDeps, 'log'>,
  input: TestRunInput,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const { activityType, attempt } = activityInfo();
  const { tenantId, runId, requestId } = input;
  const ctx: TenantContext = { tenantId, requestId, ...(runId ? { runId } : {}) };
  const log = withContext(deps.log, ctx).child({ activity: activityType, attempt });
  const beat = setInterval(() => heartbeat(), beatEveryMs);
  const startedAt = Date.now();
  try {
    const result = await inSpan(
      `activity ${activityType}`,
      { 'testforge.run_id': input.runId, 'testforge.attempt': attempt },
      () => work({ ctx, log, signal: Context.current().cancellationSignal, attempt }),
    );
    log.info({ ms: Date.now() - startedAt }, 'activity done');
    return result;
  } catch (error) {
    log.warn({ ms: Date.now() - startedAt, err: error }, 'activity failed');
    // What was stopped on request ends as cancelled, whatever the stopped work said on its way out.
    if (Context.current().cancellationSignal.aborted) await Context.current().cancelled;
    throw translate(error);
  } finally {
    clearInterval(beat);
  }
}

const retryable: Record<AppErrorKind, boolean> = {
  invalid: false,
  unauthenticated: false,
  forbidden: false,
  notFound: false,
  conflict: false,
  limit: retryableKinds.includes('limit'),
  upstream: retryableKinds.includes('upstream'),
};

function translate(error: unknown): unknown {
  if (!isAppError(error)) return error;
  return ApplicationFailure.create({
    message: error.message,
    type: error.code,
    nonRetryable: !retryable[error.kind],
    details: [error.details],
    cause: error,
  });
}
