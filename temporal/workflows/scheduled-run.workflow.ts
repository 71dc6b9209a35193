import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ServiceActivities } from '../activities/index.js';
import { testRunWorkflowId, testRunWorkflowType, type ScheduledRunInput } from '../contracts.js';
import { onServices } from './stages.js';

const services = proxyActivities<ServiceActivities>(onServices);

/** What a schedule starts: makes a run and sees it to its end, so that the schedule knows that one is under way. */
export async function ScheduledRunWorkflow(input: ScheduledRunInput): Promise<void> {
  const run = await services.openScheduledRun(input, workflowInfo().workflowId);
  await executeChild(testRunWorkflowType, { workflowId: testRunWorkflowId(run.runId), args: [run] });
}
