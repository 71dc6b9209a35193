import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { AppError } from '@testforge/core';
import { collectFiles } from './collect.js';
import { killGroup } from './kill-group.js';
import { supervise } from './supervise.js';
import type { SandboxJob, SandboxResult } from './types.js';

/**
 * Mode `none`: the program as an ordinary child of ours, with the watchdogs and nothing else. Inside paths in
 * arguments, folder and environment are replaced by the host's; files that name inside paths are not.
 */
export async function runUnconfined(job: SandboxJob): Promise<SandboxResult> {
  const startedAt = performance.now();
  const toHost = hostPaths(job);
  const [file = '', ...args] = job.argv.map(toHost);
  const env = Object.fromEntries(Object.entries(job.env).map(([name, value]) => [name, toHost(value)]));
  const child = spawn(file, args, { cwd: toHost(job.cwd), env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  if (child.pid === undefined) throw await notStarted(child);
  child.stdin.on('error', () => child.stdin.destroy()).end(job.stdin ?? '');
  const running = child as ChildProcess & { pid: number; stdout: Readable; stderr: Readable };
  const ended = await supervise({ child: running, job, kill: () => killGroup(running.pid), firstPid: () => undefined });
  return {
    ...ended,
    ...(await collectFiles(job.outDir)),
    refused: [],
    durationMs: Math.round(performance.now() - startedAt),
  };
}

function hostPaths(job: SandboxJob): (text: string) => string {
  const mounts = [
    ...job.readOnly,
    { from: job.outDir, to: '/out' },
    { from: process.execPath, to: '/opt/node/bin/node' },
  ];
  const deepestFirst = mounts.sort((left, right) => right.to.length - left.to.length);
  return (text) => {
    const mount = deepestFirst.find(({ to }) => text === to || text.startsWith(`${to}/`));
    return mount ? mount.from + text.slice(mount.to.length) : text;
  };
}

function notStarted(child: ChildProcess): Promise<AppError> {
  return new Promise((resolve) =>
    child.once('error', (cause) =>
      resolve(new AppError('invalid', 'sandbox.bad_job', `cannot start: ${cause.message}`, { cause })),
    ),
  );
}
