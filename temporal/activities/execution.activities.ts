import { TestProject, type RunLimits, type StageName, type TestResult } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import type { Call } from './activity.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { performPart, performStage } from './stage.js';

interface ExecuteRequest {
  project: DocRef;
  /** `first`, `kept`; everything else (proofs, proposals, answers) is part of another stage. */
  phase: string;
  /** Keys of the tests to run; null: all. */
  only: string[] | null;
}

const isStage = (phase: string): boolean => phase === 'first' || phase === 'kept';

/**
 * Only the kept suite may have bad luck: a first execution or a proof that needs a second try proves nothing. What was just seen
 * twice is there, so checks of new tests wait for a slow machine; those of proofs and trials mostly wait for what is lost.
 */
function limitsOf(phase: string, limits: RunLimits) {
  if (phase === 'kept') return limits;
  const isNew = phase === 'first' || phase === 'proposed';
  if (isNew) return { ...limits, retries: 0, checkTimeoutMs: limits.pageTimeoutMs };
  return { ...limits, retries: 0 };
}

export const executionActivities = (deps: ActivityDeps) => ({
  /** Executes the project in the sandbox. What had ended before a crash is read from the record, not run again. */
  executeTests: (input: TestRunInput, request: ExecuteRequest): Promise<DocRef> =>
    (isStage(request.phase) ? performStage : performPart)(deps, input, 'execution', async (call) => {
      const { ctx, signal } = call;
      const { project, phase, only } = request;
      const run = await deps.runs.get(ctx, input.runId);
      const done = await deps.runs.listResults(ctx, input.runId, phase);
      const count = sandboxCounter(deps, call, isStage(phase) ? 'execution' : 'healing');
      const tell = tellProgress(deps, ctx, 'execution');
      let ended = done.length;
      const result = await deps.execution.execute(ctx, {
        project: await readDocument(deps.objects, ctx, project, TestProject),
        baseUrl: run.url,
        interaction: run.interaction,
        origins: [new URL(run.url).origin, ...run.options.origins],
        access: await deps.access.find(ctx, input.projectId, run.url),
        phase,
        ...(only ? { only } : {}),
        done,
        limits: limitsOf(phase, run.options.limits),
        onResult: async (test) => {
          await deps.runs.recordResult(ctx, input.runId, phase, test);
          await count.test(test);
          ended += 1;
          tell({ phase, ended, test: test.title, status: test.status });
        },
        signal,
      });
      await count.rest(result.sandboxMs - sum(done));
      await deps.runs.recordLedger(ctx, input.runId, `execution:${phase}`, result.ledger);
      return writeDocument(deps.objects, ctx, `execution-${phase}`, result);
    }),
});

const sum = (results: readonly TestResult[]): number => results.reduce((all, { sandboxMs = 0 }) => all + sandboxMs, 0);

/** Counts sandbox time with each test that ends, so that a killed worker loses none of it, and the rest at the end. */
function sandboxCounter(deps: ActivityDeps, { ctx }: Pick<Call, 'ctx'>, stage: StageName) {
  let countedMs = 0;
  const add = async (ms: number): Promise<void> => {
    countedMs += ms;
    if (ms > 0) await deps.runs.addSandboxMs(ctx, ctx.runId ?? '', stage, ms);
  };
  return {
    test: ({ sandboxMs = 0 }: TestResult) => add(sandboxMs),
    rest: (totalMs: number) => add(Math.max(0, totalMs - countedMs)),
  };
}
