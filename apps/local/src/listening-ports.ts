import { readdir, readFile, readlink } from 'node:fs/promises';

/** The kernel's number of the state LISTEN. */
const listen = '0A';

/** Inodes of this machine's listening sockets, with their ports. */
async function readListening(): Promise<Map<string, number>> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(missing)));
  const rows = tables.flatMap((table) => table.split('\n').slice(1)).map((line) => line.trim().split(/\s+/));
  return new Map(
    rows.flatMap(([, local = '', , state, , , , , , inode = '']) =>
      state === listen ? [[inode, Number.parseInt(local.split(':').at(-1) ?? '', 16)] as const] : [],
    ),
  );
}

/** What is not there, or belongs to somebody else, is none of ours. */
const missing = (): string => '';

async function socketsOf(pid: string): Promise<string[]> {
  const dir = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(dir).catch((): string[] => [])).map((fd) => readlink(`${dir}/${fd}`).catch(missing)),
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

/**
 * Every port on which the process listens that listens on this one: some programs open more than they are told to.
 * Empty where the machine does not tell (no /proc).
 */
export async function portsBeside(port: number): Promise<number[]> {
  const listening = await readListening();
  const inodes = new Set([...listening].flatMap(([inode, at]) => (at === port ? [inode] : [])));
  if (inodes.size === 0) return [];
  for (const pid of (await readdir('/proc').catch((): string[] => [])).filter((name) => /^\d+$/.test(name))) {
    const sockets = await socketsOf(pid);
    if (sockets.some((inode) => inodes.has(inode)))
      return [...new Set(sockets.flatMap((inode) => listening.get(inode) ?? []))].sort((a, b) => a - b);
  }
  return [];
}
