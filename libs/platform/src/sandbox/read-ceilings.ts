import { readFile } from 'node:fs/promises';

const rows: Record<string, string> = {
  'Max processes': 'nproc',
  'Max open files': 'nofile',
  'Max file size': 'fsize',
  'Max data size': 'data',
  'Max cpu time': 'cpu',
};

/** The hard limits of this process, by prlimit's option names; unlimited ones are left out. */
export async function readCeilings(): Promise<Map<string, number>> {
  return parseCeilings(await readFile('/proc/self/limits', 'utf8'));
}

/** @param table the text of `/proc/PID/limits` */
export function parseCeilings(table: string): Map<string, number> {
  const ceilings = new Map<string, number>();
  for (const line of table.split('\n')) {
    const option = rows[line.slice(0, 25).trim()];
    const hard = Number(line.slice(26).trim().split(/\s+/)[1]);
    if (option !== undefined && Number.isFinite(hard)) ceilings.set(option, hard);
  }
  return ceilings;
}
