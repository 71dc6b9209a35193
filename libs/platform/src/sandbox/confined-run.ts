import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex, Readable, Writable } from 'node:stream';
import { AppError } from '@testforge/core';
import { bwrapArgs } from './bwrap-args.js';
import { collectFiles } from './collect.js';
import { openEgress, type Egress } from './egress.js';
import { hostCommand, lifelineFd, optionsFd, statusFd } from './host-command.js';
import { readHostLayout } from './host-layout.js';
import { ifPresent } from './if-present.js';
import { shadowInheritedFds } from './inherited-fds.js';
import { insideDir, socketsFolder, startScript, writeInside } from './inside.js';
import { killGroup } from './kill-group.js';
import { readCeilings } from './read-ceilings.js';
import { readStatus } from './status.js';
import { supervise } from './supervise.js';
import type { ReadOnlyMount, SandboxDeps, SandboxJob, SandboxResult } from './types.js';
import { leaseUid } from './uid-lease.js';

/** Undone in reverse order at the end of a run, whatever its end. */
type Undo = (() => Promise<void>)[];

/** Runs one job under bubblewrap. */
export async function runConfined(deps: SandboxDeps, job: SandboxJob): Promise<SandboxResult> {
  const startedAt = performance.now();
  const undo: Undo = [];
  try {
    await requireReadable(job);
    const { inside, stageDir } = await makeRunDir(deps, undo);
    const uid = await takeUid(undo);
    if (uid !== undefined) await chown(job.outDir, uid, uid);
    const egress = await openEgress({
      origins: job.origins,
      network: job.network,
      socketDir: join(inside, socketsFolder),
      uid,
      resolve: deps.resolve,
    });
    undo.push(egress.close);
    await writeFile(join(inside, 'start.sh'), startScript(egress.listeners));
    const ended = await runToEnd(await prepare(job, egress, { inside, stageDir, uid }), job);
    const collected = await collectFiles(job.outDir);
    return { ...ended, ...collected, refused: egress.refused(), durationMs: Math.round(performance.now() - startedAt) };
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

interface Prepared {
  command: string[];
  options: string[];
}

async function prepare(
  job: SandboxJob,
  egress: Egress,
  run: { inside: string; stageDir: string; uid?: number | undefined },
): Promise<Prepared> {
  const node: ReadOnlyMount = { from: process.execPath, to: '/opt/node/bin/node' };
  const sources = [run.inside, job.outDir, node.from, ...job.readOnly.map(({ from }) => from)];
  const shown = (from: string) => (run.uid === undefined ? from : join(run.stageDir, String(sources.indexOf(from))));
  const options = bwrapArgs({
    layout: await readHostLayout(),
    inside: shown(run.inside),
    readOnly: [node, ...job.readOnly].map(({ from, to }) => ({ from: shown(from), to })),
    outDir: shown(job.outDir),
    cwd: job.cwd,
    env: { ...job.env, ...egress.env },
    limits: job.limits,
  });
  const root =
    run.uid === undefined
      ? {}
      : { root: { uid: run.uid, stageDir: run.stageDir, staged: sources, parentPid: process.pid } };
  const program = ['/bin/sh', `${insideDir}/start.sh`, ...job.argv];
  return { command: hostCommand({ limits: job.limits, ...root, ceilings: await readCeilings(), program }), options };
}

async function runToEnd({ command, options }: Prepared, job: SandboxJob) {
  const [file = '', ...args] = command;
  const shadow = await shadowInheritedFds(lifelineFd + 1);
  const child = spawn(file, args, {
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: [job.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe', ...shadow.stdio],
    // A process group of its own, so that one signal also ends what bubblewrap has not yet put into its namespace.
    detached: true,
  });
  await shadow.close();
  if (!isStarted(child)) throw await unavailable(child);
  const pipes: readonly unknown[] = child.stdio;
  const status = readStatus(pipes[statusFd] as Readable);
  feed(pipes[optionsFd] as Writable, options.map((option) => `${option}\0`).join(''));
  if (child.stdin) feed(child.stdin, job.stdin ?? '');
  const lifeline = pipes[lifelineFd] as Duplex;
  answerOnce(lifeline);
  const kill = () => {
    lifeline.destroy();
    killGroup(child.pid);
  };
  const ended = await supervise({ child, job, kill, firstPid: status.firstPid });
  if (ended.ended === 'exited' && !status.programRan()) throw startFailed(ended.stderrTail);
  return ended;
}

function isStarted(child: ChildProcess): child is ChildProcess & { pid: number; stdout: Readable; stderr: Readable } {
  return child.pid !== undefined && child.stdout !== null && child.stderr !== null;
}

/** Lets the start script go on; it waits for a line. */
function answerOnce(lifeline: Duplex): void {
  lifeline.on('error', () => lifeline.destroy());
  lifeline.once('data', () => lifeline.end('go\n'));
}

/** A job may end without reading: a broken pipe is then no failure of ours. */
function feed(stream: Writable, text: string): void {
  stream.on('error', () => stream.destroy());
  stream.end(text);
}

function unavailable(child: ChildProcess): Promise<AppError> {
  return new Promise((resolve) => child.once('error', (error) => resolve(startFailed(String(error)))));
}

function startFailed(stderr: string): AppError {
  const reason = stderr.trim().slice(-500);
  if (/^bwrap: Can't (chdir|mkdir|create file)/m.test(reason))
    return new AppError('invalid', 'sandbox.bad_job', `the sandbox cannot hold this job: ${reason}`);
  return new AppError('upstream', 'sandbox.unavailable', `the sandbox could not start: ${reason}; ${advice}`);
}

const advice =
  'install bubblewrap, socat and util-linux, and allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0); `TESTFORGE_SANDBOX=none` runs without any protection';

/** As root the job runs as another user, who sees what all may see: better said here than by bubblewrap. */
async function requireReadable(job: SandboxJob): Promise<void> {
  await requirePresent(job.outDir);
  for (const { from } of job.readOnly) {
    const { mode, isFolder } = await requirePresent(from);
    const needed = isFolder ? 0o005 : 0o004;
    if (process.getuid?.() === 0 && (mode & needed) !== needed) {
      throw new AppError(
        'invalid',
        'sandbox.bad_job',
        `the sandbox's user may not read ${from}: make it readable for all (chmod -R a+rX); it is shown to that user only`,
      );
    }
  }
}

async function requirePresent(path: string): Promise<{ mode: number; isFolder: boolean }> {
  const found = await ifPresent(() => stat(path));
  if (!found) throw new AppError('invalid', 'sandbox.bad_job', `no such file or folder on the host: ${path}`);
  return { mode: found.mode, isFolder: found.isDirectory() };
}

async function makeRunDir({ stagingDir }: SandboxDeps, undo: Undo): Promise<{ inside: string; stageDir: string }> {
  await mkdir(stagingDir, { recursive: true, mode: 0o711 });
  const runDir = await mkdtemp(join(stagingDir, 'run-'));
  undo.push(() => rm(runDir, { recursive: true, force: true }));
  await chmod(runDir, 0o711);
  const [inside, stageDir] = [join(runDir, 'inside'), join(runDir, 'stage')];
  await mkdir(stageDir);
  await writeInside(inside);
  return { inside, stageDir };
}

async function takeUid(undo: Undo): Promise<number | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lease = await leaseUid();
  undo.push(lease.release);
  return lease.uid;
}
