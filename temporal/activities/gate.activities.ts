import { ExecutionResult, TestProject, type LedgerEntry } from '@testforge/core';
import { repeatTests, type Round } from '@testforge/execution';
import type { DocRef, TestRunInput } from '../contracts.js';
import type { Call } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { performStage } from './stage.js';

export interface GateOrder {
  project: DocRef;
  /** In which the tests passed. */
  execution: DocRef;
}

/** Two observations and the first execution. */
const passesBeforeGate = 3;

/** Repeats a run asks for; none where a test need not have passed more often than it has. */
export const gateRounds = (gatePasses: number): number => Math.max(0, gatePasses - passesBeforeGate);

export const gateActivities = (deps: ActivityDeps) => ({
  /**
   * Carries out again what passed, until each test has passed often enough to be kept; what fails meanwhile is told as flaky.
   * What had ended before a crash is read from the record. Like trials, repeats are neither billed nor learned from.
   */
  repeatTests: (input: TestRunInput, order: GateOrder): Promise<DocRef> =>
    performStage(deps, input, 'gate', async (call) => {
      const execution = await readDocument(deps.objects, call.ctx, order.execution, ExecutionResult);
      const project = await readDocument(deps.objects, call.ctx, order.project, TestProject);
      const { limits } = (await deps.runs.get(call.ctx, input.runId)).options;
      const rounds = gateRounds(limits.gatePasses);
      const until = Date.now() + limits.gateMs;
      const ledger: LedgerEntry[] = [];
      const gated = await repeatTests(execution, rounds, async (round) => {
        const executionMs = until - Date.now();
        if (executionMs < worthwhileMs || call.signal.aborted) return { results: [], trouble: 'no time is left' };
        const result = await executeRound(deps, call, { input, project, round, rounds, executionMs });
        ledger.push(...result.ledger);
        return result;
      });
      await deps.runs.recordLedger(call.ctx, input.runId, 'gate', ledger);
      return writeDocument(deps.objects, call.ctx, 'execution-gated', {
        ...gated,
        ledger: [...gated.ledger, ...ledger],
      });
    }),
});

/** Less than this is no time to repeat anything in, in milliseconds. */
const worthwhileMs = 3_000;

interface RoundOrder {
  input: TestRunInput;
  project: TestProject;
  round: Round;
  rounds: number;
  executionMs: number;
}

async function executeRound(
  deps: ActivityDeps,
  { ctx, signal }: Call,
  { input, project, round, rounds, executionMs }: RoundOrder,
): Promise<ExecutionResult> {
  const run = await deps.runs.get(ctx, input.runId);
  const { limits, origins } = run.options;
  const phase = `gate-${round.number}`;
  const done = await deps.runs.listResults(ctx, input.runId, phase);
  const tell = tellProgress(deps, ctx, 'gate');
  let ended = done.length;
  return deps.execution.execute(ctx, {
    project,
    baseUrl: run.url,
    interaction: run.interaction,
    origins: [new URL(run.url).origin, ...origins],
    access: await deps.access.find(ctx, input.projectId, run.url),
    phase,
    only: round.only,
    conditions: round.conditions,
    done,
    evidence: false,
    limits: { ...limits, retries: 0, checkTimeoutMs: limits.pageTimeoutMs, executionMs },
    onResult: async (test) => {
      await deps.runs.recordResult(ctx, input.runId, phase, test);
      ended += 1;
      tell({ round: round.number, rounds, ended, test: test.title });
    },
    signal,
  });
}
