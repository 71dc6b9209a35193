import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { ifPresentNow } from './if-present.js';

export interface ProcessStat {
  pid: number;
  parentPid: number;
  state: string;
  rssPages: number;
}

/** All live descendants of a process and itself; in a process namespace every orphan stays below its first process. */
export function readProcessTree(rootPid: number): ProcessStat[] {
  const all = readAll();
  const children = new Map<number, ProcessStat[]>();
  for (const stat of all) {
    const siblings = children.get(stat.parentPid);
    if (siblings) siblings.push(stat);
    else children.set(stat.parentPid, [stat]);
  }
  const tree = all.filter(({ pid }) => pid === rootPid);
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Whether a process still runs; one that has ended and waits for its parent does not. */
export function isAlive(pid: number): boolean {
  const stat = readStat(pid);
  return stat !== undefined && !['Z', 'X'].includes(stat.state);
}

/** @param text one line of `/proc/PID/stat`; the name in brackets may itself hold brackets and spaces */
export function parseStat(pid: number, text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0] ?? 'X', parentPid: Number(fields[1]), rssPages: Number(fields[21]) };
}

function readAll(): ProcessStat[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => readStat(Number(pid))).filter((stat) => stat !== undefined);
}

/** Longer than any line of `/proc/PID/stat`: 52 numbers and a name of at most 64 characters. */
const line = Buffer.alloc(4096);

function readStat(pid: number): ProcessStat | undefined {
  const text = ifPresentNow(() => {
    const file = openSync(`/proc/${pid}/stat`, 'r');
    try {
      return line.toString('utf8', 0, readSync(file, line));
    } finally {
      closeSync(file);
    }
  });
  return text === undefined ? undefined : parseStat(pid, text);
}
