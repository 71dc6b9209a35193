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
  const starts: Moments[] = [];
  for (let number = 0; number <= count; number += 1) {
    const asked = Date.now();
    // Of a project without a suite there is nothing to execute: such a run ends at once.
    const run = await local.client.startRun({ url: 'http://127.0.0.1:9/', project: 'nothing', discovery: false });
    const answered = Date.now();
    await followRun(local.client, run.id, { everyMs: 50 });
    // The first one warms the way.
    if (number > 0) starts.push({ asked, answered, ...(await momentsOf(temporal, run.id)) });
  }
  const waits = starts.map(({ asked, running }) => running - asked);
  console.log(
    `${waits.length} starts: median ${median(waits).toFixed(0)} ms, worst ${Math.max(...waits).toFixed(0)} ms`,
  );
  tellParts(starts);
  tellGoal('start request to first activity, p95 in ms', quantile(waits, 0.95), { atMost: 100 });
} finally {
  await connection.close();
  await local.close();
}

/** In milliseconds since 1970. All but the first two by Temporal's own record. */
interface Moments {
  asked: number;
  answered: number;
  /** The workflow is there. */
  begun: number;
  /** A worker has it. */
  taken: number;
  /** It has said what it wants first. */
  decided: number;
  running: number;
}

async function momentsOf(temporal: Client, runId: string): Promise<Omit<Moments, 'asked' | 'answered'>> {
  const { events } = await temporal.workflow.getHandle(testRunWorkflowId(runId)).fetchHistory();
  type Event = NonNullable<typeof events>[number];
  const at = (is: (event: Event) => unknown): number => {
    const time = events?.find((event) => Boolean(is(event)))?.eventTime;
    if (!time) throw new Error(`run ${runId} did not begin`);
    return Number(time.seconds) * 1000 + (time.nanos ?? 0) / 1e6;
  };
  return {
    begun: at((event) => event.workflowExecutionStartedEventAttributes),
    taken: at((event) => event.workflowTaskStartedEventAttributes),
    decided: at((event) => event.workflowTaskCompletedEventAttributes),
    running: at((event) => event.activityTaskStartedEventAttributes),
  };
}

/** Where the time goes. */
function tellParts(starts: readonly Moments[]): void {
  const parts: [string, (moments: Moments) => number][] = [
    ['request to workflow (API, PostgreSQL, Temporal)', ({ asked, begun }) => begun - asked],
    ['workflow to worker', ({ begun, taken }) => taken - begun],
    ['first decision of the workflow', ({ taken, decided }) => decided - taken],
    ['decision to activity', ({ decided, running }) => running - decided],
    ['request to answer', ({ asked, answered }) => answered - asked],
  ];
  const rows = parts.map(([part, of]) => {
    const times = starts.map(of);
    return { part, 'median ms': Math.round(median(times)), 'p95 ms': Math.round(quantile(times, 0.95)) };
  });
  console.table(rows);
}
