import { open, readdir, readFile } from 'node:fs/promises';
import { ifPresent } from './if-present.js';

const closeOnExec = 0o2000000;

/** Entries of a child's `stdio` from `firstFd` on that keep away what our own parent left open. */
export interface FdShadow {
  stdio: (number | 'ignore')[];
  /** To be called once the child has started. */
  close(): Promise<void>;
}

/**
 * A child gets every descriptor that is not close-on-exec, and an open descriptor passes every namespace. Node
 * marks only the first few of those it was started with, so the others are covered with /dev/null.
 */
export async function shadowInheritedFds(firstFd: number): Promise<FdShadow> {
  const fds = (await readdir('/proc/self/fdinfo')).map(Number);
  const stdio: (number | 'ignore')[] = [];
  const devNull = await open('/dev/null');
  for (const fd of fds) {
    if (fd < firstFd || !(await isInheritable(fd))) continue;
    while (stdio.length < fd - firstFd) stdio.push('ignore');
    stdio[fd - firstFd] = devNull.fd;
  }
  return { stdio, close: () => devNull.close() };
}

async function isInheritable(fd: number): Promise<boolean> {
  const info = await ifPresent(() => readFile(`/proc/self/fdinfo/${fd}`, 'utf8'));
  const flags = /^flags:\s+(\d+)/m.exec(info ?? '')?.[1];
  return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
}
