import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@testforge/core';

/** Where the bootstrap keeps what it downloaded or built, shared by all checkouts of a user. */
export const defaultCacheDir = (): string => join(homedir(), '.cache', 'testforge');

/**
 * The path of a program: from PATH, else from the first of `places` that can be run.
 * @throws AppError `upstream` that says what to do when there is none.
 */
export async function findProgram(name: string, places: readonly string[], remedy: string): Promise<string> {
  const onPath = await lookUp(name);
  for (const place of onPath === null ? places : [onPath]) if (await canRun(place)) return place;
  throw new AppError('upstream', 'dev.program_missing', `${name} was not found: ${remedy}`);
}

function lookUp(name: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', 'command -v -- "$0"', name], (error, stdout) => {
      resolve(error === null && stdout.startsWith('/') ? stdout.trim() : null);
    });
  });
}

const canRun = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
