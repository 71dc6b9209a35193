import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type ScheduleOptions,
  type WorkflowOptions,
} from '@temporalio/client';
import { AppError } from '@testforge/core';
import type { ProjectSchedule } from '@testforge/runs';
import {
  answerSignals,
  answersWorkflowId,
  answersWorkflowType,
  healWorkflowId,
  healWorkflowType,
  pauseSignal,
  queues,
  resumeSignal,
  scheduledRunWorkflowType,
  scheduleId,
  testRunWorkflowId,
  testRunWorkflowType,
  type AnswerKind,
  type HealInput,
  type ScheduledRunInput,
  type TestRunInput,
} from '@testforge/temporal/contracts';

const over: readonly string[] = ['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT'];

/** Pauses included. What is still under way then was forgotten, and ends as lost. */
const longestRun = '14 days';
/** Services that are away included. */
const longestHeal = '1 hour';
type Duration = NonNullable<WorkflowOptions['workflowExecutionTimeout']>;

type When = Pick<ProjectSchedule, 'cron' | 'timezone' | 'paused'>;

export interface WorkflowStarter {
  /** Starts the run's workflow. Starting it again changes nothing: its id is the run's. */
  start(input: TestRunInput): Promise<void>;
  /** Asks the run to stop; it still writes its report. False when there is no such workflow under way. */
  cancel(runId: string): Promise<boolean>;
  /** Asks the run to halt before its next step. False when there is no such workflow under way. */
  pause(runId: string): Promise<boolean>;
  resume(runId: string): Promise<boolean>;
  /** False where the workflow is over or unknown: nothing will be done for its run any more. */
  isUnderWay(workflowId: string): Promise<boolean>;
  /** Has an answer carried out, after those to the same run that came before it. */
  answer(input: TestRunInput, kind: AnswerKind, answerId: string): Promise<void>;
  /** Has a heal from outside decided. Starting it again changes nothing. */
  startHeal(input: HealInput): Promise<void>;
  /** Makes or changes the project's schedule. A firing is skipped while the run before it is under way. */
  schedule(input: ScheduledRunInput, when: When): Promise<void>;
  /** False when there is none. */
  unschedule(projectId: string): Promise<boolean>;
  /** Fires now. False when there is no schedule. */
  trigger(projectId: string): Promise<boolean>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** True when it was there; false when the error says that there is nothing of the kind. */
const unless = (missing: new (...args: never[]) => Error, work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof missing) return false;
      throw error;
    },
  );

/** Temporal reads the times itself; the client tells what the server can't read as a TypeError. */
const asRefusal = (error: unknown): unknown =>
  error instanceof TypeError
    ? new AppError('invalid', 'schedule.bad_cron', `The times of this schedule cannot be read: ${error.message}.`)
    : error;

function scheduleOf(input: ScheduledRunInput, { cron, timezone, paused }: When): ScheduleOptions {
  return {
    scheduleId: scheduleId(input.projectId),
    spec: { cronExpressions: [cron], timezone },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' },
    state: { paused },
    action: {
      type: 'startWorkflow',
      workflowType: scheduledRunWorkflowType,
      workflowId: `scheduled-${input.projectId}`,
      taskQueue: queues.orchestration,
      args: [input],
    },
  };
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
  /** Under an id that was used before nothing is started. */
  const startOnce = async (type: string, workflowId: string, input: object, longest: Duration): Promise<void> => {
    const options = {
      taskQueue: queues.orchestration,
      workflowId,
      workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
      workflowExecutionTimeout: longest,
      args: [input],
    };
    await client.workflow.start(type, options).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
  };
  const run = (runId: string) => client.workflow.getHandle(testRunWorkflowId(runId));
  return {
    start: (input) => startOnce(testRunWorkflowType, testRunWorkflowId(input.runId), input, longestRun),
    startHeal: (input) => startOnce(healWorkflowType, healWorkflowId(input.healId), input, longestHeal),
    // A run that has ended already can't be stopped, which is what was wanted.
    cancel: (runId) => unless(WorkflowNotFoundError, run(runId).cancel()),
    pause: (runId) => unless(WorkflowNotFoundError, run(runId).signal(pauseSignal)),
    resume: (runId) => unless(WorkflowNotFoundError, run(runId).signal(resumeSignal)),
    isUnderWay: async (workflowId) => {
      try {
        const { status } = await client.workflow.getHandle(workflowId).describe();
        return !over.includes(status.name);
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    answer: async (input, kind, answerId) =>
      void (await client.workflow.signalWithStart(answersWorkflowType, {
        taskQueue: queues.orchestration,
        workflowId: answersWorkflowId(input.runId),
        args: [input],
        signal: answerSignals[kind],
        signalArgs: [{ answerId }],
      })),
    schedule: async (input, when) => {
      const options = scheduleOf(input, when);
      try {
        await client.schedule.create(options);
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw asRefusal(error);
        const { scheduleId: _id, ...changed } = options;
        await client.schedule
          .getHandle(options.scheduleId)
          .update(() => ({ ...changed, state: { paused: when.paused } }))
          .catch((refused: unknown) => {
            throw asRefusal(refused);
          });
      }
    },
    unschedule: (projectId) => unless(ScheduleNotFoundError, client.schedule.getHandle(scheduleId(projectId)).delete()),
    trigger: (projectId) => unless(ScheduleNotFoundError, client.schedule.getHandle(scheduleId(projectId)).trigger()),
    ping: async () => void (await connection.workflowService.getSystemInfo({})),
    close: () => connection.close(),
  };
}
