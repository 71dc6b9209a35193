import type { TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';

const msInMinute = 60_000;

export const usageActivities = (deps: ActivityDeps) => ({
  /**
   * What the run used, once, whatever happens: each record has the run's own idempotency key. Sandbox time is that of all
   * stages that held one, exploring and proofs included.
   */
  recordUsage: (input: TestRunInput): Promise<void> =>
    perform(deps, input, async ({ ctx }) => {
      const sandboxMs = await deps.runs.totalSandboxMs(ctx, input.runId);
      await deps.usage.record(ctx, { runId: input.runId, metric: 'test_runs', quantity: 1 });
      await deps.usage.record(ctx, { runId: input.runId, metric: 'ai_tokens', quantity: 0 });
      await deps.usage.record(ctx, {
        runId: input.runId,
        metric: 'sandbox_minutes',
        quantity: sandboxMs / msInMinute,
      });
    }),
});
