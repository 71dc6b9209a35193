// From the request that starts a run to its first activity under way, over the API of a whole platform. See README.md.
import { Client, Connection } from '@temporalio/client';
import { followRun } from '@testforge/sdk';
import { testRunWorkflowId } from '@testforge/temporal/contracts';
import { median, numberOf, quantile, tellGoal } from './measure/figures.js';
import { openLocal } from './measure/open-local.js';

const count = numberOf('count', 40);

const local = await openLocal();
const connection = await Connection.connect({ address: local.platform.services.temporalAddress });
try {
  const temporal = new Client({ connection });
  const waits: number[] = [];
  for (let number = 0; number <= count; number += 1) {
    const askedAt = Date.now();
    // Of a project without a suite there is nothing to execute: such a run ends at once.
    const run = await local.client.startRun({ url: 'http://127.0.0.1:9/', project: 'nothing', discovery: false });
    await followRun(local.client, run.id, { everyMs: 50 });
    const startedAt = await firstActivityAt(temporal, run.id);
    // The first one warms the way.
    if (number > 0) waits.push(startedAt - askedAt);
  }
  console.log(
    `${waits.length} starts: median ${median(waits).toFixed(0)} ms, worst ${Math.max(...waits).toFixed(0)} ms`,
  );
  tellGoal('start request to first activity, p95 in ms', quantile(waits, 0.95), { atMost: 100 });
} finally {
  await connection.close();
  await local.close();
}

/** By Temporal's own record, in milliseconds since 1970. */
async function firstActivityAt(temporal: Client, runId: string): Promise<number> {
  const { events } = await temporal.workflow.getHandle(testRunWorkflowId(runId)).fetchHistory();
  const time = events?.find(({ activityTaskStartedEventAttributes: started }) => started)?.eventTime;
  if (!time) throw new Error(`no activity of run ${runId} was started`);
  return Number(time.seconds) * 1000 + (time.nanos ?? 0) / 1e6;
}
