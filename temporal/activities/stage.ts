import type { StageName } from '@testforge/core';
import type { DocRef, TestRunInput } from '../contracts.js';
import { perform, type Call } from './activity.js';
import type { ActivityDeps } from './deps.js';

/** An activity that is a stage of the run: its start, end and document are recorded, and its time is measured. */
export const performStage = (
  deps: ActivityDeps,
  input: TestRunInput,
  name: StageName,
  work: (call: Call) => Promise<DocRef>,
): Promise<DocRef> =>
  perform(deps, input, async (call) => {
    const done = deps.metrics.stageSeconds.startTimer({ stage: name });
    await deps.runs.stageStarted(call.ctx, input.runId, name);
    try {
      const document = await work(call);
      await deps.runs.stageEnded(call.ctx, input.runId, name, 'done', document.key);
      done({ outcome: 'done' });
      return document;
    } catch (error) {
      const outcome = call.signal.aborted ? 'cancelled' : 'failed';
      await deps.runs.stageEnded(call.ctx, input.runId, name, outcome, null);
      done({ outcome });
      throw error;
    }
  });

/** The same work as a part of another stage: nothing of it is recorded as the run's own stage. */
export const performPart: typeof performStage = (deps, input, _name, work) => perform(deps, input, work);
