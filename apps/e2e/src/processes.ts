import { readdir, readFile } from 'node:fs/promises';

export interface Process {
  pid: number;
  parent: number;
  /** Clock ticks since boot: with the pid it names a process for good. */
  started: string;
  uid: number;
  command: string;
}

/** The program that makes a sandbox; every process of a run is below one. */
const isSandbox = ({ command }: Process): boolean => /(^|\/)bwrap\0/.test(command);

const gone = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
  throw error;
};
const read = (pid: number, file: string): Promise<string | null> =>
  readFile(`/proc/${pid}/${file}`, 'utf8').catch(gone);

async function readProcess(pid: number): Promise<Process[]> {
  const [stat, status, command] = await Promise.all([read(pid, 'stat'), read(pid, 'status'), read(pid, 'cmdline')]);
  if (stat === null || status === null || command === null) return [];
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // One that has ended and waits for its parent holds nothing any more.
  if (fields[0] === 'Z' || fields[0] === 'X') return [];
  return [
    {
      pid,
      parent: Number(fields[1]),
      started: fields[19] ?? '',
      uid: Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]),
      command,
    },
  ];
}

const readAll = async (): Promise<Process[]> =>
  (
    await Promise.all(
      (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((pid) => readProcess(Number(pid))),
    )
  ).flat();

/** Every sandbox below a process, with all that runs inside. */
export async function sandboxesOf(root: number): Promise<Process[]> {
  const all = await readAll();
  const below = (roots: Process[]): Process[] => {
    const tree = [...roots];
    for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
    return tree;
  };
  const ours = below(all.filter(({ pid }) => pid === root)).slice(1);
  const inside = below(ours.filter(isSandbox));
  return [...new Map(inside.map((process) => [process.pid, process])).values()];
}

/** Those that are still there, and, where each run has a user of its own, whatever else that user runs. */
export async function leftOf(seen: readonly Process[]): Promise<Process[]> {
  const names = new Set(seen.map(({ pid, started }) => `${pid} ${started}`));
  const own = process.getuid?.();
  const users = new Set(seen.map(({ uid }) => uid).filter((uid) => uid !== own));
  return (await readAll()).filter(({ pid, started, uid }) => names.has(`${pid} ${started}`) || users.has(uid));
}
