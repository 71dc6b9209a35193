import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAppError } from '@testforge/core';
import { runConfined } from './confined-run.js';
import { defaultSandboxLimits } from './limits.js';
import type { Sandbox, SandboxDeps, SandboxDescription, SandboxJob } from './types.js';
import { runUnconfined } from './unconfined-run.js';

/** The one place where a stranger's code runs: a tenant's tests and every page they open. */
export function createSandbox(deps: SandboxDeps): Sandbox {
  return {
    run(job) {
      if (deps.mode === 'bubblewrap') return runConfined(deps, job);
      deps.log.warn(
        { sandbox: 'none', argv: job.argv },
        'SANDBOX IS OFF: this job runs with the rights of TestForge itself',
      );
      return runUnconfined(job);
    },
    describe: () => describeSandbox(deps),
  };
}

async function describeSandbox(deps: SandboxDeps): Promise<SandboxDescription> {
  if (deps.mode === 'none') return { mode: 'none', confined: false, uidSeparation: false };
  const problem = await trial(deps);
  const confined = problem === undefined;
  return {
    mode: 'bubblewrap',
    confined,
    uidSeparation: confined && process.getuid?.() === 0,
    ...(problem !== undefined && { problem }),
  };
}

/** Runs a job that does nothing but open one listener, so that all parts have shown themselves to work. */
async function trial(deps: SandboxDeps): Promise<string | undefined> {
  const outDir = await mkdtemp(join(tmpdir(), 'testforge-trial-'));
  const job: SandboxJob = {
    argv: ['true'],
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    readOnly: [],
    outDir,
    origins: ['http://127.0.0.1:65000'],
    limits: { ...defaultSandboxLimits, wallMs: 60_000 },
    network: { policy: 'local', refusePorts: [] },
  };
  try {
    const { ended, exitCode, stderrTail } = await runConfined(deps, job);
    return exitCode === 0 ? undefined : `the trial ${ended} with code ${exitCode}: ${stderrTail.trim()}`;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.message;
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
