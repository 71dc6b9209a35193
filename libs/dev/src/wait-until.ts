import { setTimeout as pause } from 'node:timers/promises';

export interface WaitOptions {
  timeoutMs: number;
  everyMs?: number;
}

/** Polls until `probe` answers true; false when `timeoutMs` passed first. */
export async function waitUntil(probe: () => boolean | Promise<boolean>, options: WaitOptions): Promise<boolean> {
  const deadline = performance.now() + options.timeoutMs;
  while (!(await probe())) {
    if (performance.now() > deadline) return false;
    await pause(options.everyMs ?? 50);
  }
  return true;
}
