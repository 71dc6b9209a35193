/**
 * All that callers of the workflows may import: queues, workflow ids, queries, inputs. Plain values and types only,
 * since the workflow bundle includes this file.
 */

/** Task queues by need: what they cost, not what they do. */
export const queues = {
  orchestration: 'testforge-orchestration',
  browser: 'testforge-browser',
  sandbox: 'testforge-sandbox',
} as const;

/** The name the server knows the workflow by. */
export const testRunWorkflowType = 'TestRunWorkflow';

/** One workflow id a run: the server refuses a second workflow under it. */
export const testRunWorkflowId = (runId: string): string => `test-run-${runId}`;

/** Where a large document lies in the object store, within the tenant's part. */
export interface DocRef {
  key: string;
  sha256: string;
}

export interface TestRunInput {
  tenantId: string;
  runId: string;
  projectId: string;
  requestId: string;
}

/** What a run is at now, as the `progress` query gives it. `ms` are milliseconds since the stage began. */
export interface RunProgress {
  stage: string;
  stagesMs: Record<string, number>;
  done: boolean;
}

export const progressQueryName = 'progress';
