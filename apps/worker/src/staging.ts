import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@testforge/core';

/**
 * Where sandboxes are set up: outside the state folder, which may lie below a folder that the sandbox's own user cannot
 * pass through, and short, since a socket's path may not be long. One for each state folder.
 */
export const stagingDirOf = (stateDir: string): string =>
  join(tmpdir(), `testforge-${createHash('sha256').update(stateDir).digest('hex').slice(0, 12)}`);

/**
 * Makes the folder and removes what a killed worker left in it.
 * Throws `conflict worker.staging_taken` when something of somebody else stands in its place.
 */
export async function prepareStaging(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o711 });
  const found = await lstat(dir);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new AppError('conflict', 'worker.staging_taken', `${dir} belongs to somebody else; remove it.`);
  await chmod(dir, 0o711);
  for (const name of await readdir(dir)) await rm(join(dir, name), { recursive: true, force: true });
}
