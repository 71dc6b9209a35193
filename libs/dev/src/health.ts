import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './atomic-file.js';
import type { ServiceName } from './ports.js';

/** One service as `doctor`, the health route and the specs see it. */
export interface ServiceHealth {
  name: ServiceName;
  /** The server's own version; null while it does not answer. */
  version: string | null;
  /** Without the password. */
  address: string;
  /** False for a service whose address was given: its life is somebody else's. */
  embedded: boolean;
  ok: boolean;
  latencyMs: number;
  /** Of its data; null where the data is not ours. */
  diskBytes: number | null;
  /** Why it is not ok. */
  trouble?: string;
}

export interface Watched {
  name: ServiceName;
  address: string;
  /** Null for a service that is not embedded. */
  dir: string | null;
  probe(address: string): Promise<string>;
}

/** Asks one service for a sign of life. Never throws: a service that does not answer is an answer. */
export async function checkHealth({ name, address, dir, probe }: Watched): Promise<ServiceHealth> {
  const started = performance.now();
  const known = { name, address: withoutPassword(address), embedded: dir !== null };
  const diskBytes = dir === null ? null : await sizeOf(dir);
  try {
    const version = await probe(address);
    return { ...known, version, ok: true, latencyMs: Math.round(performance.now() - started), diskBytes };
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    return {
      ...known,
      version: null,
      ok: false,
      latencyMs: Math.round(performance.now() - started),
      diskBytes,
      trouble,
    };
  }
}

const withoutPassword = (address: string): string => address.replace(/\/\/[^@/]*@/, '//');

/** Bytes of all files below a folder that may change while it is read. */
async function sizeOf(path: string): Promise<number> {
  try {
    const found = await lstat(path);
    if (!found.isDirectory()) return found.size;
    const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}
