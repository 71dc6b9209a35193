import { readdir, readFile } from 'node:fs/promises';
import { ifPresent } from './if-present.js';

export interface ProcessStat {
  pid: number;
  parentPid: number;
  state: string;
  rssPages: number;
}

/** All live descendants of a process and itself; in a process namespace every orphan stays below its first process. */
export async function readProcessTree(rootPid: number): Promise<ProcessStat[]> {
  const all = await readAll();
  const children = new Map<number, ProcessStat[]>();
  for (const stat of all) children.set(stat.parentPid, [...(children.get(stat.parentPid) ?? []), stat]);
  const tree = all.filter(({ pid }) => pid === rootPid);
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Whether a process still runs; one that has ended and waits for its parent does not. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readStat(pid);
  return stat !== undefined && !['Z', 'X'].includes(stat.state);
}

/** @param text one line of `/proc/PID/stat`; the name in brackets may itself hold brackets and spaces */
export function parseStat(pid: number, text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0] ?? 'X', parentPid: Number(fields[1]), rssPages: Number(fields[21]) };
}

async function readAll(): Promise<ProcessStat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readStat(Number(pid))));
  return stats.filter((stat) => stat !== undefined);
}

async function readStat(pid: number): Promise<ProcessStat | undefined> {
  const text = await ifPresent(() => readFile(`/proc/${pid}/stat`, 'utf8'));
  return text === undefined ? undefined : parseStat(pid, text);
}
