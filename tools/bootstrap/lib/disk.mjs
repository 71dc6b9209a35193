import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files at and below a path; what vanishes meanwhile or may not be read counts nothing. */
export function sizeOf(path) {
  try {
    const found = lstatSync(path);
    return found.isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
      : found.size;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return 0;
    throw error;
  }
}

export const inWords = (bytes) => (bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`);
