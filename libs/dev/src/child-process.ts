import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@testforge/core';
import { z } from 'zod';
import { isMissing, readJson, writeJsonAtomically } from './atomic-file.js';
import { identify, isAlive, sendSignal, type ProcessIdentity } from './process-identity.js';
import { waitUntil } from './wait-until.js';

const stopTimeoutMs = 15_000;

const Identity = z.object({ pid: z.number().int().positive(), startTicks: z.string() });

/** What `.testforge/pids/NAME.json` holds; `npm run stop` reads it too. */
const PidFile = Identity.extend({
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
  owner: Identity,
});

export interface LaunchOptions {
  name: string;
  stateDir: string;
  command: string;
  args: readonly string[];
  /** The signal that asks for an orderly end. */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  /** Run as this user; only root may ask for another than itself. */
  uid?: number;
  gid?: number;
}

export interface Launched extends ProcessIdentity {
  isRunning(): boolean;
  /** Resolves when the program has ended, for whatever reason. */
  ended: Promise<void>;
  /** Asks for an orderly end and waits for it; what has not ended after 15 s is killed with its process group. */
  stop(): Promise<void>;
}

/** Starts a program in its own process group, its output in `logs/NAME.log`, its identity in `pids/NAME.json`. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { name, stateDir, stopSignal = 'SIGTERM' } = options;
  mkdirSync(join(stateDir, 'logs'), { recursive: true });
  const log = openSync(logPath(stateDir, name), 'a', 0o600);
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', log, log],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
  });
  closeSync(log);
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid ?? 0));
    child.once('error', reject);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { identity, forget } = registerProcess({ name, stateDir, pid, stopSignal });
  return {
    ...identity,
    isRunning: () => isAlive(identity),
    ended,
    stop: async () => {
      await end(identity, stopSignal);
      forget();
    },
  };
}

/**
 * Notes a child of this process in `pids/NAME.json`, so that the next start or `npm run stop` ends it where this process
 * was killed before it could. The same name again replaces the note; `forget` removes it.
 */
export function registerProcess(options: {
  name: string;
  stateDir: string;
  pid: number;
  stopSignal?: 'SIGTERM' | 'SIGINT';
}): { identity: ProcessIdentity; forget(): void } {
  const { name, stateDir, pid, stopSignal = 'SIGTERM' } = options;
  const identity = identify(pid) ?? { pid, startTicks: 'ended' };
  const path = join(pidDir(stateDir), `${name}.json`);
  mkdirSync(pidDir(stateDir), { recursive: true });
  const note: z.infer<typeof PidFile> = { ...identity, stopSignal, owner: identify(process.pid) ?? identity };
  writeJsonAtomically(path, note);
  return { identity, forget: () => rmSync(path, { force: true }) };
}

export const logPath = (stateDir: string, name: string): string => join(stateDir, 'logs', `${name}.log`);

/**
 * Ends what an earlier owner left running after it was killed.
 * @throws AppError `conflict` when that owner still lives: its services are in use.
 */
export async function stopLeftovers(stateDir: string): Promise<void> {
  await Promise.all(
    pidFiles(stateDir).map(async (path) => {
      const found = PidFile.safeParse(readJson(path));
      if (found.success && isAlive(found.data)) {
        refuseIfOwned(found.data.owner, stateDir);
        await end(found.data, found.data.stopSignal);
      }
      rmSync(path, { force: true });
    }),
  );
}

function refuseIfOwned(owner: ProcessIdentity, stateDir: string): void {
  if (!isAlive(owner)) return;
  throw new AppError(
    'conflict',
    'dev.already_running',
    `Process ${owner.pid} already runs the services of ${stateDir}; stop it first (npm run stop).`,
  );
}

async function end(target: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(target)) return;
  sendSignal(target.pid, signal);
  if (await waitUntil(() => !isAlive(target), { timeoutMs: stopTimeoutMs })) return;
  sendSignal(-target.pid, 'SIGKILL');
  await waitUntil(() => !isAlive(target), { timeoutMs: stopTimeoutMs });
}

const pidDir = (stateDir: string): string => join(stateDir, 'pids');

function pidFiles(stateDir: string): string[] {
  try {
    const names = readdirSync(pidDir(stateDir)).filter((name) => name.endsWith('.json'));
    return names.map((name) => join(pidDir(stateDir), name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
