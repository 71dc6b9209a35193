import { join } from 'node:path';
import { exitCodes, LastRun } from '@testforge/core';
import { createTestForge, type StartRun } from '@testforge/sdk';
import { doUserJob, type JobDeps } from './job.js';
import { startPlatform } from './platform.js';
import { doSampleJob } from './sample-job.js';
import type { Say } from './say.js';
import { keepPorts } from './settings.js';
import { readText } from './state-files.js';
import { tellDashboard } from './tell-dashboard.js';

/** What to do once the platform is up. */
export interface UpJob {
  once: boolean;
  /** Do the job on the sample shop again though it was done before. */
  sample: boolean;
  /** The run on the person's own app; null: the sample shop. */
  request: StartRun | null;
}

export interface UpContext {
  repositoryDir: string;
  stateDir: string;
  env: Record<string, string | undefined>;
  say: Say;
  /** Aborts when the person presses Ctrl-C or the process is told to stop. */
  signal: AbortSignal;
}

/** Starts the platform, does the job that was asked for, and stays up unless told otherwise. Returns the exit code. */
export async function up(context: UpContext, options: UpJob): Promise<number> {
  const { say, stateDir } = context;
  const givenUp = new AbortController();
  const signal = AbortSignal.any([context.signal, givenUp.signal]);
  const ports = await keepPorts(stateDir);
  const platform = await startPlatform({ ...context, onGivenUp: () => givenUp.abort() });
  try {
    if (platform.firstStart)
      say.line(`A local tenant, its owner and an API key were made; the key is in ${join(stateDir, 'local-key')}`);
    say.line(`Dashboard: ${await tellDashboard(platform)}`);
    const client = createTestForge({ server: platform.server, apiKey: platform.apiKey });
    const exitCode = await doJob({ client, say, stateDir, signal }, options, ports.shop);
    if (!options.once && !signal.aborted) {
      const run = await newestRun(stateDir, platform.server);
      if (run) say.line(`\nLook at it: ${await tellDashboard(platform, run)}`);
      say.line(
        `\nTestForge is up: ${platform.server}   API: ${platform.server}/docs   runs: npx testforge runs   stop: npm run stop`,
      );
      await aborted(signal);
    }
    return givenUp.signal.aborted ? exitCodes.trouble : exitCode;
  } finally {
    await platform.stop();
  }
}

/** The page of the run that the last job ended with; null where none was here. */
async function newestRun(stateDir: string, server: string): Promise<string | null> {
  const lastRun = LastRun.safeParse(JSON.parse((await readText(join(stateDir, 'last-run.json'))) ?? 'null'));
  const page = URL.parse((lastRun.success && lastRun.data.runs.at(-1)?.links.dashboard) || '');
  return page?.origin === new URL(server).origin ? page.pathname : null;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

async function doJob(deps: JobDeps, options: UpJob, shopPort: number): Promise<number> {
  if (options.request) return doUserJob(deps, options.request);
  const doneBefore = (await readText(join(deps.stateDir, 'last-run.json'))) !== null;
  if (doneBefore && !options.sample && !options.once) return 0;
  return doSampleJob(deps, shopPort);
}
