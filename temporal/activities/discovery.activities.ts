import type { DocRef, TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { writeDocument } from './documents.js';
import { tellProgress } from './progress.js';
import { metered } from './sandbox-meter.js';
import { performStage } from './stage.js';

export const discoveryActivities = (deps: ActivityDeps) => ({
  discoverApp: (input: TestRunInput): Promise<DocRef> =>
    performStage(deps, input, 'discovery', async (call) => {
      const { ctx, signal } = call;
      const run = await deps.runs.get(ctx, input.runId);
      const options = {
        options: run.options,
        interaction: run.interaction,
        access: await deps.access.find(ctx, input.projectId, run.url),
        onProgress: tellProgress(deps, ctx, 'discovery'),
        signal,
      };
      const model = await metered(deps, call, 'discovery', () => deps.discovery.discover(ctx, options));
      await deps.runs.recordFindings(ctx, input.runId, model.findings);
      await deps.runs.recordLedger(ctx, input.runId, 'discovery', model.ledger);
      return writeDocument(deps.objects, ctx, 'model', model);
    }),
});
