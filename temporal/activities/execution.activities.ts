import { TestProject } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { performPart, performStage } from './stage.js';

/** The stage of the run is the execution of its suite; proofs are part of healing. */
const performIn = (phase: string) => (phase.startsWith('proof') ? performPart : performStage);

export const executionActivities = (deps: ActivityDeps) => ({
  /** Executes the project in the sandbox. What had ended before a crash is read from the record, not run again. */
  executeTests: (
    input: TestRunInput,
    { project, phase, only }: { project: DocRef; phase: string; only: string[] | null },
  ): Promise<DocRef> =>
    performIn(phase)(deps, input, 'execution', async ({ ctx, signal }) => {
      const run = await deps.runs.get(ctx, input.runId);
      const done = await deps.runs.listResults(ctx, input.runId, phase);
      const tell = tellProgress(deps, ctx, 'execution');
      let ended = done.length;
      const result = await deps.execution.execute(ctx, {
        project: await readDocument(deps.objects, ctx, project, TestProject),
        baseUrl: run.url,
        interaction: run.interaction,
        origins: [new URL(run.url).origin, ...run.options.origins],
        phase,
        ...(only ? { only } : {}),
        done,
        // Only the kept suite may have bad luck: a first execution or a proof that needs a second try proves nothing.
        limits: phase === 'kept' ? run.options.limits : { ...run.options.limits, retries: 0 },
        onResult: async (test) => {
          await deps.runs.recordResult(ctx, input.runId, phase, test);
          ended += 1;
          tell({ phase, ended, test: test.title, status: test.status });
        },
        signal,
      });
      await deps.runs.recordLedger(ctx, input.runId, `execution:${phase}`, result.ledger);
      return writeDocument(deps.objects, ctx, `execution-${phase}`, result);
    }),
});
