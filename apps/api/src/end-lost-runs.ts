import { randomUUID } from 'node:crypto';
import { stageNames, type TenantContext } from '@testforge/core';
import type { Lookup } from '@testforge/platform/db';
import type { Logger } from '@testforge/platform/telemetry';
import { buildReport, toRunOutcome } from '@testforge/reporting';
import type { Runs } from '@testforge/runs';
import type { WorkflowStarter } from './workflow-starter.js';

interface LostRunDeps {
  lookup: Pick<Lookup, 'listUnfinishedRuns'>;
  runs: Pick<Runs, 'get' | 'end' | 'listStages' | 'stageEnded'>;
  workflows: Pick<WorkflowStarter, 'isUnderWay'>;
  log: Pick<Logger, 'warn'>;
}

/** A run that was just made may be without a workflow for a moment. */
const youngestMs = 5 * 60_000;
const everyMs = 60_000;

const lost =
  'The run was lost: nothing is carrying it out any more (its workflow was given up, or never began). Start it again.';

/**
 * Ends every run that says it is under way and has no workflow, with the reason. A run has ended in the record before its
 * workflow has, so one whose workflow is over was given up. Done twice, or by several processes at once, it has the same
 * effect. Returns how many were ended.
 */
export async function endLostRuns({ lookup, runs, workflows, log }: LostRunDeps): Promise<number> {
  const unfinished = await lookup.listUnfinishedRuns(new Date(Date.now() - youngestMs));
  let ended = 0;
  for (const { id, tenantId, workflowId } of unfinished) {
    if (await workflows.isUnderWay(workflowId)) continue;
    await endLost(runs, { tenantId, runId: id, requestId: randomUUID() }, id);
    log.warn({ runId: id, tenantId, workflowId }, 'a run without a workflow was ended');
    ended += 1;
  }
  return ended;
}

async function endLost(runs: LostRunDeps['runs'], ctx: TenantContext, runId: string): Promise<void> {
  const run = await runs.get(ctx, runId);
  const running = (await runs.listStages(ctx, runId)).filter(({ status }) => status === 'running');
  for (const name of stageNames)
    if (running.some((stage) => stage.name === name)) await runs.stageEnded(ctx, runId, name, 'failed', null);
  const report = buildReport({
    run,
    mode: 'kept',
    suite: null,
    model: null,
    plan: null,
    execution: null,
    healing: null,
    trouble: { cancelled: false, message: lost },
    stagesMs: {},
    now: new Date(),
  });
  await runs.end(ctx, runId, 'error', toRunOutcome(report, { dashboard: null, report: null, share: null }));
}

/** Looks for lost runs now and every minute. A service that is away now is asked again the next time. */
export function watchLostRuns(deps: LostRunDeps): { stop(): void } {
  let underWay = false;
  const look = async (): Promise<void> => {
    if (underWay) return;
    underWay = true;
    try {
      await endLostRuns(deps);
    } catch (error) {
      deps.log.warn({ err: error }, 'lost runs could not be looked for');
    } finally {
      underWay = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), everyMs);
  return { stop: () => clearInterval(timer) };
}
