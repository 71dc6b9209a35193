import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxLimits } from './limits.js';
import { measureUse } from './measure-use.js';

const sampleEveryMs = 500;

export interface WatchdogOptions {
  rootPid: number;
  /** First process of the sandbox's own process namespace, once known. */
  firstPid: () => number | undefined;
  outDir: string;
  limits: SandboxLimits;
  onBreach: (limit: 'timeout' | 'memory' | 'disk') => void;
  /** The job must not run unwatched: what failed ends it. */
  onError: (error: unknown) => void;
}

/** Watches a run from outside until stopped: wall clock, memory, disk. */
export function startWatchdog(options: WatchdogOptions): { stop(): void } {
  const stopped = new AbortController();
  const wall = setTimeout(() => options.onBreach('timeout'), options.limits.wallMs);
  sample(options, stopped.signal).catch((error: unknown) => {
    if (!stopped.signal.aborted) options.onError(error);
  });
  return {
    stop() {
      clearTimeout(wall);
      stopped.abort();
    },
  };
}

async function sample(options: WatchdogOptions, stopped: AbortSignal): Promise<void> {
  const { rootPid, firstPid, outDir, limits } = options;
  while (!stopped.aborted) {
    await delay(sampleEveryMs, undefined, { signal: stopped });
    const use = await measureUse({ rootPid, firstPid: firstPid(), outDir, memoryLimitBytes: limits.memoryBytes });
    if (stopped.aborted) return;
    if (use.memoryBytes > limits.memoryBytes) options.onBreach('memory');
    if (use.diskBytes > limits.diskBytes) options.onBreach('disk');
  }
}
