import { AppModel, TestPlan } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { metered } from './sandbox-meter.js';
import { performStage } from './stage.js';

export const designActivities = (deps: ActivityDeps) => ({
  /** Designs tests. `known`: the suite as a plan; what it has already is not designed again. */
  designTests: (input: TestRunInput, documents: { model: DocRef; known: DocRef | null }): Promise<DocRef> =>
    performStage(deps, input, 'design', async (call) => {
      const { ctx, signal } = call;
      const run = await deps.runs.get(ctx, input.runId);
      const model = await readDocument(deps.objects, ctx, documents.model, AppModel);
      const known = documents.known && (await readDocument(deps.objects, ctx, documents.known, TestPlan));
      const options = {
        model,
        options: run.options,
        access: await deps.access.find(ctx, input.projectId, run.url),
        ...(known ? { knownKeys: known.tests.map(({ key }) => key) } : {}),
        onProgress: tellProgress(deps, ctx, 'design'),
        signal,
      };
      const plan = await metered(deps, call, 'design', () => deps.design.design(ctx, options));
      await deps.runs.recordFindings(ctx, input.runId, plan.findings);
      await deps.runs.recordLedger(ctx, input.runId, 'design', plan.ledger);
      return writeDocument(deps.objects, ctx, known ? 'proposed' : 'plan', plan);
    }),
});
