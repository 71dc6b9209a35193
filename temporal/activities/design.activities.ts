import { AppModel } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { performStage } from './stage.js';

export const designActivities = (deps: ActivityDeps) => ({
  designTests: (input: TestRunInput, documents: { model: DocRef }): Promise<DocRef> =>
    performStage(deps, input, 'design', async ({ ctx, signal }) => {
      const run = await deps.runs.get(ctx, input.runId);
      const model = await readDocument(deps.objects, ctx, documents.model, AppModel);
      const plan = await deps.design.design(ctx, {
        model,
        options: run.options,
        onProgress: tellProgress(deps, ctx, 'design'),
        signal,
      });
      await deps.runs.recordFindings(ctx, input.runId, plan.findings);
      await deps.runs.recordLedger(ctx, input.runId, 'design', plan.ledger);
      return writeDocument(deps.objects, ctx, 'plan', plan);
    }),
});
