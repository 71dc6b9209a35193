import { join } from 'node:path';
import { exitCodeOf } from '@testforge/core';
import { followRun, narrate, sayOutcome, toLastRun, type Run, type StartRun, type TestForge } from '@testforge/sdk';
import type { Say } from './say.js';
import { writeJson } from './state-files.js';

export interface JobDeps {
  client: TestForge;
  say: Say;
  stateDir: string;
  signal: AbortSignal;
}

/** Starts one run, tells what it does, and waits for its end. */
export async function doRun({ client, say, signal }: JobDeps, request: StartRun): Promise<Run> {
  const run = await client.startRun(request);
  return followRun(client, run.id, { onChange: narrate(say), signal });
}

/** Writes `.testforge/last-run.json`. */
export const writeLastRun = (stateDir: string, job: Parameters<typeof toLastRun>[0]): Promise<void> =>
  writeJson(join(stateDir, 'last-run.json'), toLastRun(job));

/** The main job on the user's app. Returns its exit code. */
export async function doUserJob(deps: JobDeps, request: StartRun): Promise<number> {
  const startedAt = new Date();
  deps.say.line(`\n${request.url}`);
  const run = await doRun(deps, request);
  sayOutcome(deps.say, run);
  const exitCode = run.outcome ? exitCodeOf(run.outcome) : 3;
  await writeLastRun(deps.stateDir, { url: request.url, startedAt, runs: [run], exitCode });
  return exitCode;
}
