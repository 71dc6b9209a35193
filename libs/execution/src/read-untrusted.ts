import { constants } from 'node:fs';
import { open, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads a file that a stranger's running process wrote below `folder`. Null unless it is, at the moment it is open,
 * a regular file with one link that truly lies there and is not larger than `maxBytes`: links are not followed out,
 * pipes do not hold us up.
 */
export async function readUntrusted(folder: string, path: string, maxBytes: number): Promise<Buffer | null> {
  const opened = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    refusal,
  );
  if (opened === null) return null;
  try {
    const stat = await opened.stat();
    const truePath = await readlink(`/proc/self/fd/${opened.fd}`);
    const lies = truePath.startsWith(`${await realpath(folder)}/`);
    if (!stat.isFile() || stat.nlink !== 1 || stat.size > maxBytes || !lies) return null;
    const { buffer, bytesRead } = await opened.read({ buffer: Buffer.alloc(stat.size), position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}

const refusals = ['ENOENT', 'ELOOP', 'ENXIO', 'EACCES', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'];

function refusal(error: unknown): null {
  if (error instanceof Error && 'code' in error && refusals.includes(String(error.code))) return null;
  throw error;
}
