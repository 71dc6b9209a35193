import { waitUntil } from '@testforge/dev';
import type { LocalPlatform } from '@testforge/local';
import type { Run, TestForge } from '@testforge/sdk';
import { leftOf, sandboxesOf, type Process } from './processes.js';

/** Generous: what is waited for is certain to come unless something is broken. */
const waitMs = 300_000;

/** Kills the worker the hard way while it has a sandbox open. Resolves once another one runs in its place. */
export async function killWorker(platform: LocalPlatform): Promise<{ sandboxes: Process[] }> {
  const killed = platform.worker.pid();
  if (killed === undefined) throw new Error('no worker runs');
  const sandboxes = await sandboxesOf(killed);
  process.kill(killed, 'SIGKILL');
  if (!(await waitUntil(() => platform.worker.pid() !== killed, { timeoutMs: waitMs })))
    throw new Error('the worker was not started again');
  return { sandboxes };
}

/** Whether all that ran in these sandboxes has ended. */
export const allEnded = (sandboxes: readonly Process[]): Promise<boolean> =>
  waitUntil(async () => (await leftOf(sandboxes)).length === 0, { timeoutMs: waitMs });

/** Watches a run until `reached`; throws when it ends before. */
export async function waitFor(
  client: TestForge,
  id: string,
  reached: (run: Run) => boolean | Promise<boolean>,
): Promise<Run> {
  let run = await client.getRun(id);
  const probe = async (): Promise<boolean> => {
    run = await client.getRun(id);
    if (run.endedAt) throw new Error(`the run ended ${run.status} before the moment that was waited for`);
    return reached(run);
  };
  if (!(await waitUntil(probe, { timeoutMs: waitMs, everyMs: 100 })))
    throw new Error(`the moment that was waited for did not come: ${JSON.stringify([run.stages, run.progress])}`);
  return run;
}

export const isRunning = (run: Run, stage: string): boolean =>
  run.stages.some(({ name, status }) => name === stage && status === 'running');
