import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Writes JSON so that a kill in the middle leaves the old content. `mode` are the permission bits, by default owner only. */
export function writeJsonAtomically(path: string, value: unknown, mode = 0o600): void {
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode });
  renameSync(fresh, path);
}

/** The parsed content, or null where there is no such file or it holds no JSON (cut short by a crash). */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}

/** Whether a file system call failed because the file is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
