import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash over files and everything below folders, names included. */
export function hashOf(...paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesBelow)) hash.update(path).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  const names = namesIn(path);
  return names === null ? [path] : names.flatMap((name) => filesBelow(join(path, name)));
}

function namesIn(path) {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  }
}

export const hasStamp = (path, hash) => existsSync(path) && readFileSync(path, 'utf8') === hash;
export const setStamp = (path, hash) => writeFileSync(path, hash);
