import { Client, Connection, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { queues, testRunWorkflowId, testRunWorkflowType, type TestRunInput } from '@testforge/temporal/contracts';

export interface WorkflowStarter {
  /** Starts the run's workflow. Starting it again changes nothing: its id is the run's. */
  start(input: TestRunInput): Promise<void>;
  /** Asks the run to stop; it still writes its report. False when there is no such workflow under way. */
  cancel(runId: string): Promise<boolean>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export async function createWorkflowStarter({
  address,
  namespace,
}: {
  address: string;
  namespace: string;
}): Promise<WorkflowStarter> {
  const connection = await Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  return {
    start: async (input) => {
      const options = {
        taskQueue: queues.orchestration,
        workflowId: testRunWorkflowId(input.runId),
        workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
        args: [input],
      };
      await client.workflow.start(testRunWorkflowType, options).catch((error: unknown) => {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      });
    },
    cancel: (runId) =>
      client.workflow
        .getHandle(testRunWorkflowId(runId))
        .cancel()
        .then(
          () => true,
          (error: unknown) => {
            // A run that has ended already can't be stopped, which is what was wanted.
            if (error instanceof WorkflowNotFoundError) return false;
            throw error;
          },
        ),
    ping: async () => void (await connection.workflowService.getSystemInfo({})),
    close: () => connection.close(),
  };
}
