import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number: `startTicks` is when the kernel started it. */
export interface ProcessIdentity {
  pid: number;
  startTicks: string;
}

/** Who runs under this number now; null where nobody does (a zombie counts as nobody). */
export function identify(pid: number): ProcessIdentity | null {
  const fields = statFields(pid);
  const [state, startTicks] = [fields?.[0], fields?.[19]];
  return state === undefined || startTicks === undefined || state === 'Z' || state === 'X' ? null : { pid, startTicks };
}

export const isAlive = (process: ProcessIdentity): boolean => identify(process.pid)?.startTicks === process.startTicks;

/** The fields of /proc/PID/stat after the command, which may hold blanks and brackets itself. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
}

/** Sends a signal; false when there was nobody to receive it. A negative pid means the process group. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
