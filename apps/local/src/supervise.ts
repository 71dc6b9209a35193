import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '@testforge/core';
import { registerProcess } from '@testforge/dev';

export interface ProgramOptions {
  name: string;
  /** Path of the program's main file, within the repository. */
  main: string;
  repositoryDir: string;
  stateDir: string;
  env: Record<string, string>;
  log(line: string): void;
  /** Called when the program died too often to be started again. */
  onGivenUp?: () => void;
}

export interface Supervised {
  /** What the program said when it was ready the last time. */
  ready: Record<string, unknown>;
  pid(): number | undefined;
  stop(): Promise<void>;
}

const readyWithinMs = 120_000;
const stopWithinMs = 15_000;
/** A program that dies this often, each time hardly started, is not started again. */
const restartsAtMost = 5;
const steadyAfterMs = 15_000;
const pauseMs = 1000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts one of our programs, waits until it says it is ready, and starts it again when it dies, each time a little
 * later. One that can't be started is stopped again, and the promise rejects.
 */
export async function supervise(options: ProgramOptions): Promise<Supervised> {
  let stopping = false;
  let deaths = 0;
  let child = startProgram(options);
  const watch = (watched: ChildProcess, startedAt: number): void => {
    watched.once('exit', (code, signal) => {
      if (stopping) return;
      deaths = Date.now() - startedAt > steadyAfterMs ? 1 : deaths + 1;
      const hopeless = deaths > restartsAtMost;
      options.log(`${options.name} ended (${signal ?? code}); ${hopeless ? 'giving up' : 'starting it again'}`);
      if (hopeless) return options.onGivenUp?.();
      void again();
    });
  };
  const again = async (): Promise<void> => {
    await pause(pauseMs * deaths);
    if (stopping) return;
    child = startProgram(options);
    watch(child.process, Date.now());
    await child.ready.catch(async (error: unknown) => {
      options.log(`${options.name}: ${error instanceof Error ? error.message : String(error)}`);
      await stopProgram(child.process);
    });
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    await stopProgram(child.process);
  };
  watch(child.process, Date.now());
  try {
    return { ready: await child.ready, pid: () => child.process.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startProgram({ name, main, repositoryDir, stateDir, env }: ProgramOptions): {
  process: ChildProcess;
  ready: Promise<Record<string, unknown>>;
} {
  const logDir = join(stateDir, 'logs');
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `${name}.log`);
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', main], {
    cwd: repositoryDir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.pipe(log, { end: false });
  // Noted, so that a start or stop after this process was killed ends it too.
  const note = child.pid === undefined ? null : registerProcess({ name, stateDir, pid: child.pid });
  child.once('exit', () => note?.forget());
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    const problem = (why: string): void =>
      reject(new AppError('upstream', 'local.not_started', `${name} ${why}; see ${logFile}`));
    const timer = setTimeout(() => problem(`did not get ready within ${readyWithinMs / 1000} s`), readyWithinMs);
    child.once('exit', (code, signal) => problem(`ended with ${signal ?? code}`));
    child.once('error', (error) => problem(error.message));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      if (!line.startsWith('{"ready"')) return;
      clearTimeout(timer);
      resolve(JSON.parse(line) as Record<string, unknown>);
    });
  });
  return { process: child, ready };
}

async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(timer);
}
