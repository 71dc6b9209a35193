import { chmod, chown, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ifPresent } from './if-present.js';
import type { CollectedFile } from './types.js';

const maxDepth = 32;
const maxEntries = 50_000;

export interface Collection {
  files: CollectedFile[];
  skippedFiles: number;
}

/**
 * Lists the regular files with one link under `outDir` and makes them ours to read. Links are never followed,
 * nothing is opened. To be called when no process of the job is left, since a live one could swap names.
 */
export async function collectFiles(outDir: string): Promise<Collection> {
  const found: Collection = { files: [], skippedFiles: 0 };
  await takeOver(outDir, 0o700);
  await collectFolder(found, outDir, '', 0);
  return found;
}

async function collectFolder(found: Collection, root: string, folder: string, depth: number): Promise<void> {
  for (const name of await readdir(join(root, folder))) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const stat = found.files.length < maxEntries ? await ifPresent(() => lstat(join(root, path))) : undefined;
    if (stat?.isDirectory() && depth < maxDepth) {
      await takeOver(join(root, path), 0o700);
      await collectFolder(found, root, path, depth + 1);
    } else if (stat?.isFile() && stat.nlink === 1) {
      await takeOver(join(root, path), 0o600);
      found.files.push({ path, sizeBytes: stat.size });
    } else {
      found.skippedFiles += 1;
    }
  }
}

/** Follows links, so only for paths just seen not to be one. Ours and without set-id bits from here on. */
async function takeOver(path: string, mode: number): Promise<void> {
  if (process.getuid?.() === 0) await chown(path, 0, 0);
  await chmod(path, mode);
}
