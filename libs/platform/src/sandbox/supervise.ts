import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { followOutput } from './output.js';
import { isAlive } from './process-tree.js';
import type { SandboxEnd, SandboxJob } from './types.js';
import { startWatchdog } from './watchdog.js';

export interface Supervised {
  exitCode: number | null;
  ended: SandboxEnd;
  stdoutTail: string;
  stderrTail: string;
}

export interface SuperviseOptions {
  child: ChildProcess & { stdout: Readable; stderr: Readable; pid: number };
  job: Pick<SandboxJob, 'outDir' | 'limits' | 'onLine' | 'signal'>;
  kill: () => void;
  firstPid: () => number | undefined;
}

const deathPollMs = 5;

/** Follows a started job to its end, ending it where a limit or the caller says so. Nothing of it is alive afterwards. */
export async function supervise({ child, job, kill, firstPid }: SuperviseOptions): Promise<Supervised> {
  let ended: SandboxEnd = 'exited';
  let failure: { error: unknown } | undefined;
  const end = (reason: SandboxEnd) => {
    if (ended === 'exited') ended = reason;
    kill();
  };
  const fail = (error: unknown) => {
    failure ??= { error };
    kill();
  };
  const cancel = () => end('cancelled');

  const closed = whenClosed(child);
  const tails = followBoth(child, job, () => end('output'), fail);
  const watchdog = startWatchdog({
    rootPid: child.pid,
    firstPid,
    outDir: job.outDir,
    limits: job.limits,
    onBreach: end,
    onError: fail,
  });
  job.signal?.addEventListener('abort', cancel);
  if (job.signal?.aborted) cancel();
  try {
    const exitCode = await closed;
    await whenDead(firstPid());
    if (failure) throw failure.error;
    return { exitCode: ended === 'exited' ? exitCode : null, ended, ...tails() };
  } finally {
    watchdog.stop();
    job.signal?.removeEventListener('abort', cancel);
  }
}

function followBoth(
  child: SuperviseOptions['child'],
  job: SuperviseOptions['job'],
  onTooMuch: () => void,
  onError: (error: unknown) => void,
) {
  let bytes = 0;
  const onBytes = (count: number) => {
    bytes += count;
    if (bytes > job.limits.outputBytes) onTooMuch();
  };
  const onLine = (line: string) => {
    try {
      job.onLine?.(line);
    } catch (error) {
      onError(error);
    }
  };
  const stdoutTail = followOutput(child.stdout, { onBytes, ...(job.onLine && { onLine }) });
  const stderrTail = followOutput(child.stderr, { onBytes });
  return () => ({ stdoutTail: stdoutTail(), stderrTail: stderrTail() });
}

function whenClosed(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
}

/** The namespace's first process ends only after all others, so its end is the end of everything. */
async function whenDead(pid: number | undefined): Promise<void> {
  while (pid !== undefined && isAlive(pid)) await delay(deathPollMs);
}
