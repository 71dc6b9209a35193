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

/** Signals of a run: it stops before its next step and goes on when told. */
export const pauseSignal = 'pause';
export const resumeSignal = 'resume';

/** What people answer to a run that has ended is carried out by a workflow of its own, one a run, answer after answer. */
export const answersWorkflowType = 'AnswersWorkflow';
export const answersWorkflowId = (runId: string): string => `answers-${runId}`;

/** Names of the answers' signals; each carries an `AnswerSignal`. What a person chose instead is proven like what they approve. */
export const answerSignals = {
  approve: 'approveHealing',
  reject: 'rejectHealing',
  intended: 'intendedChange',
  sign: 'signChange',
} as const;
export type AnswerKind = keyof typeof answerSignals;
/** The answer's row holds who said what; the signal only says that it is there. */
export interface AnswerSignal {
  answerId: string;
}

/** What a schedule starts: it makes a run and sees it to its end, so that the next one can be skipped meanwhile. */
export const scheduledRunWorkflowType = 'ScheduledRunWorkflow';
export const scheduleId = (projectId: string): string => `project-${projectId}`;
export interface ScheduledRunInput {
  tenantId: string;
  projectId: string;
}

/** Heals asked for from outside, each a workflow of its own; the id is the heal's. */
export const healWorkflowType = 'HealWorkflow';
export const healWorkflowId = (healId: string): string => `heal-${healId}`;
/** Where the request and its answer lie, within the tenant's part of the object store. */
export const healRequestKey = (healId: string): string => `heals/${healId}/request.json`;
export const healAnswerKey = (healId: string): string => `heals/${healId}/answer.json`;
export interface HealInput {
  tenantId: string;
  healId: string;
  requestId: string;
}

/** What a run is at now, as the `progress` query gives it. `ms` are milliseconds since the stage began. */
export interface RunProgress {
  stage: string;
  stagesMs: Record<string, number>;
  done: boolean;
  /** Asked to pause: it halts before its next step. */
  paused: boolean;
}

export const progressQueryName = 'progress';
