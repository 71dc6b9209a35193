import { ExecutionResult, isAppError, type TenantContext } from '@testforge/core';
import type { Logger } from '@testforge/platform/telemetry';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument } from './documents.js';

const msInMinute = 60_000;

export const usageActivities = (deps: ActivityDeps) => ({
  /** What the run used, once, whatever happens: each record has the run's own idempotency key. */
  recordUsage: (input: TestRunInput, documents: { execution?: DocRef }): Promise<void> =>
    perform(deps, input, async ({ ctx, log }) => {
      const sandboxMs = await sandboxMsOf(deps, ctx, documents.execution, log);
      await deps.usage.record(ctx, { runId: input.runId, metric: 'test_runs', quantity: 1 });
      await deps.usage.record(ctx, { runId: input.runId, metric: 'ai_tokens', quantity: 0 });
      await deps.usage.record(ctx, {
        runId: input.runId,
        metric: 'sandbox_minutes',
        quantity: sandboxMs / msInMinute,
      });
    }),
});

/** A document that can't be read costs the customer nothing; the run is counted all the same. */
async function sandboxMsOf(
  deps: ActivityDeps,
  ctx: TenantContext,
  execution: DocRef | undefined,
  log: Logger,
): Promise<number> {
  if (!execution) return 0;
  try {
    return (await readDocument(deps.objects, ctx, execution, ExecutionResult)).sandboxMs;
  } catch (error) {
    if (isAppError(error) && error.kind === 'upstream') throw error;
    log.error({ err: error }, 'usage: the execution document cannot be read');
    return 0;
  }
}
