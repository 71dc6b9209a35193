import type { DocRef, TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { performStage } from './stage.js';

export const discoveryActivities = (deps: ActivityDeps) => ({
  discoverApp: (input: TestRunInput): Promise<DocRef> =>
    performStage(deps, input, 'discovery', async ({ ctx, signal }) => {
      const run = await deps.runs.get(ctx, input.runId);
      const model = await deps.discovery.discover(ctx, {
        options: run.options,
        interaction: run.interaction,
        onProgress: tellProgress(deps, ctx, 'discovery'),
        signal,
      });
      await deps.runs.recordFindings(ctx, input.runId, model.findings);
      await deps.runs.recordLedger(ctx, input.runId, 'discovery', model.ledger);
      return writeDocument(deps.objects, ctx, 'model', model);
    }),
});
