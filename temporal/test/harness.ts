import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ScheduleOverlapPolicy, type ScheduleHandle, type WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import {
  answerSignals,
  answersWorkflowId,
  answersWorkflowType,
  healWorkflowId,
  healWorkflowType,
  queues,
  scheduledRunWorkflowType,
  testRunWorkflowId,
  testRunWorkflowType,
  type AnswerKind,
  type DocRef,
  type TestRunInput,
} from '../contracts.js';

/** The workflows as the worker runs them. */
export const bundleWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) });

/** The Temporal server that `npm start` installs. */
function temporalBinary(): string {
  const places = [
    ...(process.env['PATH'] ?? '').split(':').map((dir) => join(dir, 'temporal')),
    join(homedir(), '.cache', 'testforge', 'bin', 'temporal'),
  ];
  const found = places.find((path) => existsSync(path));
  if (!found) throw new Error('There is no temporal program; “npm start” installs it.');
  return found;
}

/** A real Temporal development server, in memory. */
export const startTemporal = (): Promise<TestWorkflowEnvironment> =>
  TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path: temporalBinary() } } });

export interface Script {
  mode?: 'first' | 'kept';
  discovery?: boolean;
  regenerate?: boolean;
  /** How many tests this build suggests. */
  proposed?: number;
  healingMs?: number;
  /** Whether new tests are shown to fail. */
  receipts?: boolean;
  /** Whether new tests are carried out again. */
  gate?: boolean;
  /** What a stopped run had done. */
  left?: { model?: DocRef; tests?: DocRef };
  /** How many expectations an intended change changes. */
  changes?: number;
  /** For each round of healing, which tests must be proven. */
  toProve?: string[][];
  /** What an activity does instead of answering. */
  instead?: Record<string, () => Promise<unknown>>;
}

export interface Call {
  name: string;
  options: Record<string, unknown>;
}

const ref = (key: string): DocRef => ({ key, sha256: key });

/** Stand-ins for the activities: they write their calls down and answer as the script says. */
function scriptedActivities(
  {
    mode = 'first',
    discovery = true,
    regenerate = false,
    proposed = 0,
    healingMs = 60_000,
    receipts = false,
    gate = false,
    left = {},
    toProve = [[]],
    changes = 1,
    instead = {},
  }: Script,
  calls: Call[],
) {
  let round = 0;
  let seen = 0;
  const answers: Record<string, () => unknown> = {
    beginRun: () => ({ mode, discovery, regenerate, healingMs, receipts, gate, left }),
    loadSuite: () => ({ tests: ref('suite'), only: null }),
    countTests: () => proposed,
    beginApproval: () => ({ state: ref('state-0'), mended: ref('mended-0'), toProve: toProve[round++] ?? [] }),
    beginIntended: () => ({ tests: ref('intended-0'), testKey: 'a' }),
    judgeIntended: () => ({ done: (seen += 1) > changes, tests: ref(`intended-${seen}`) }),
    openScheduledRun: () => ({ tenantId: 't', projectId: 'p', runId: 'scheduled', requestId: 'r' }),
    judgeFailures: () => ({ state: ref('state-0'), mended: ref('mended-0'), toProve: toProve[round++] ?? [] }),
    judgeProof: () => ({
      state: ref(`state-${round}`),
      mended: ref(`mended-${round}`),
      toProve: toProve[round++] ?? [],
    }),
  };
  const names = [
    'moveRun',
    'countTests',
    'proposeChanges',
    'beginApproval',
    'concludeApproval',
    'rejectHealing',
    'beginIntended',
    'judgeIntended',
    'applySigned',
    'refuseAnswer',
    'decideHeal',
    'refuseHeal',
    'retellRun',
    'openScheduledRun',
    'beginRun',
    'loadSuite',
    'keepPassed',
    'repeatTests',
    'giveReceipts',
    'leaveOutWeak',
    'writeProject',
    'judgeFailures',
    'judgeProof',
    'concludeHealing',
    'writeReport',
    'endRun',
    'recordUsage',
    'discoverApp',
    'designTests',
    'executeTests',
  ];
  const activity =
    (name: string) =>
    async (_input: TestRunInput, options: Record<string, unknown> = {}) => {
      calls.push({ name, options });
      return instead[name] ? instead[name]() : (answers[name] ?? (() => ref(name)))();
    };
  return Object.fromEntries(names.map((name) => [name, activity(name)]));
}

let number = 0;

const startRun = (env: TestWorkflowEnvironment, input: TestRunInput): Promise<WorkflowHandle> =>
  env.client.workflow.start(testRunWorkflowType, {
    taskQueue: queues.orchestration,
    workflowId: testRunWorkflowId(input.runId),
    args: [input],
  });

/** Answers to a run that has ended, the way the API gives them. */
export const answering =
  (...answers: { kind: AnswerKind; answerId: string }[]) =>
  async (env: TestWorkflowEnvironment, input: TestRunInput): Promise<WorkflowHandle> => {
    let handle: WorkflowHandle | null = null;
    for (const { kind, answerId } of answers)
      handle = await env.client.workflow.signalWithStart(answersWorkflowType, {
        taskQueue: queues.orchestration,
        workflowId: answersWorkflowId(input.runId),
        args: [input],
        signal: answerSignals[kind],
        signalArgs: [{ answerId }],
      });
    if (!handle) throw new Error('there is nothing to answer');
    return handle;
  };

/** What a schedule starts. */
export const onSchedule = (env: TestWorkflowEnvironment): Promise<WorkflowHandle> =>
  env.client.workflow.start(scheduledRunWorkflowType, {
    taskQueue: queues.orchestration,
    workflowId: `scheduled-${(number += 1)}`,
    args: [{ tenantId: 't', projectId: 'p' }],
  });

/** A heal asked for from outside. */
export const onHeal = (env: TestWorkflowEnvironment): Promise<WorkflowHandle> =>
  env.client.workflow.start(healWorkflowType, {
    taskQueue: queues.orchestration,
    workflowId: healWorkflowId(String((number += 1))),
    args: [{ tenantId: 't', healId: 'h', requestId: 'r' }],
  });

/** A schedule of the kind that the API makes, but one that fires every second. */
export const everySecond = (env: TestWorkflowEnvironment): Promise<ScheduleHandle> =>
  env.client.schedule.create({
    scheduleId: `schedule-${(number += 1)}`,
    spec: { intervals: [{ every: '1s' }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP },
    action: {
      type: 'startWorkflow',
      workflowType: scheduledRunWorkflowType,
      workflowId: `fired-${number}`,
      taskQueue: queues.orchestration,
      args: [{ tenantId: 't', projectId: 'p' }],
    },
  });

/** Runs one workflow to its end under a script; `during` may signal or cancel it. Returns the calls in order. */
export async function runScript(
  env: TestWorkflowEnvironment,
  workflowBundle: WorkflowBundleWithSourceMap,
  script: Script,
  during: (handle: WorkflowHandle, calls: Call[]) => Promise<void> = async () => undefined,
  start: (env: TestWorkflowEnvironment, input: TestRunInput) => Promise<WorkflowHandle> = startRun,
) {
  const calls: Call[] = [];
  const activities = scriptedActivities(script, calls);
  const workers = await Promise.all(
    Object.values(queues).map((taskQueue) =>
      Worker.create({ connection: env.nativeConnection, taskQueue, workflowBundle, activities }),
    ),
  );
  const running = Promise.all(workers.map((worker) => worker.run()));
  const input: TestRunInput = { tenantId: 't', runId: `run-${(number += 1)}`, projectId: 'p', requestId: 'r' };
  try {
    const handle = await start(env, input);
    await during(handle, calls);
    await handle.result();
    return { calls, names: calls.map(({ name }) => name), history: await handle.fetchHistory() };
  } finally {
    // Left running, they would answer the next test with this script.
    for (const worker of workers) worker.shutdown();
    await running;
  }
}
