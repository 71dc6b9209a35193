import { ExecutionResult } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument } from './documents.js';

const msInMinute = 60_000;

export const usageActivities = (deps: ActivityDeps) => ({
  /** What the run used, once, whatever happens: each record has the run's own idempotency key. */
  recordUsage: (input: TestRunInput, documents: { execution?: DocRef }): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      const sandboxMs = documents.execution
        ? (await readDocument(deps.objects, ctx, documents.execution, ExecutionResult)).sandboxMs
        : 0;
      await deps.usage.record(ctx, { runId: input.runId, metric: 'test_runs', quantity: 1 });
      await deps.usage.record(ctx, { runId: input.runId, metric: 'ai_tokens', quantity: 0 });
      await deps.usage.record(ctx, { runId: input.runId, metric: 'sandbox_minutes', quantity: sandboxMs / msInMinute });
    }),
});
