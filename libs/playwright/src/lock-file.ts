import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const againMs = 15;
/** A lock this old was left behind by a process that was killed: nobody writes for so long. */
const abandonedMs = 10_000;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

function tryLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > abandonedMs) rmSync(lock, { force: true });
    return false;
  }
}

/** Does the work while no other worker of the same run does its own on this file. */
export async function whileLocked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  mkdirSync(dirname(file), { recursive: true });
  while (!tryLock(lock)) await pause(againMs);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
