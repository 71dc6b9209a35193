import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { AppError } from '@testforge/core';
import { ifPresent } from './if-present.js';

const firstUid = 61_000;
const uidCount = 1_000;

/** A user id that no other run on this machine has until it is released. */
export interface UidLease {
  uid: number;
  release(): Promise<void>;
}

/**
 * Takes a free user id. The lock is an abstract unix socket: the kernel grants a name once and frees it
 * when its process ends in whatever way, so there are no stale locks to judge.
 */
export async function leaseUid(): Promise<UidLease> {
  const inUse = await uidsInUse();
  const offset = Math.floor(Math.random() * uidCount);
  for (let step = 0; step < uidCount; step += 1) {
    const uid = firstUid + ((offset + step) % uidCount);
    const lock = inUse.has(uid) ? null : await tryLock(`\0testforge-sandbox-uid-${uid}`);
    if (lock) return { uid, release: () => new Promise((resolve) => lock.close(() => resolve())) };
  }
  throw new AppError('limit', 'sandbox.uids_exhausted', `all ${uidCount} sandbox user ids are in use`);
}

/** Another program's user, or what a killed process of ours has left behind: neither may meet a new run. */
async function uidsInUse(): Promise<Set<number>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const statuses = await Promise.all(pids.map((pid) => ifPresent(() => readFile(`/proc/${pid}/status`, 'utf8'))));
  return new Set(statuses.map((status) => Number(/^Uid:\s+(\d+)/m.exec(status ?? '')?.[1])));
}

function tryLock(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(name, () => resolve(server.unref()));
  });
}
