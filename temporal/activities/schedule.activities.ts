import { AppError, type TenantContext } from '@testforge/core';
import { testRunWorkflowId, type ScheduledRunInput, type TestRunInput } from '../contracts.js';
import { perform } from './activity.js';
import type { ActivityDeps } from './deps.js';

export const scheduleActivities = (deps: ActivityDeps) => ({
  /** Makes the run that a schedule asks for, once for each time it fires. */
  openScheduledRun: ({ tenantId, projectId }: ScheduledRunInput, firing: string): Promise<TestRunInput> => {
    const scope: TestRunInput = { tenantId, projectId, runId: '', requestId: firing };
    return perform(deps, scope, async () => {
      const ctx: TenantContext = { tenantId, requestId: firing };
      const schedule = await deps.runs.findSchedule(ctx, projectId);
      if (!schedule) throw new AppError('notFound', 'schedule.not_found', 'The project has no schedule any more.');
      const { run } = await deps.runs.create(ctx, {
        projectId,
        options: schedule.run,
        idempotencyKey: firing,
        workflowId: testRunWorkflowId,
      });
      return { ...scope, runId: run.id };
    });
  },
});
