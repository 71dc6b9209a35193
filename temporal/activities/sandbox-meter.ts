import type { StageName } from '@testforge/core';
import type { Call } from './activity.js';
import type { ActivityDeps } from './deps.js';

const everyMs = 10_000;

/** Counts the time for which `work` holds a sandbox, a little at a time: a killed worker loses seconds of it at most. */
export async function metered<T>(
  deps: Pick<ActivityDeps, 'runs'>,
  { ctx, log }: Pick<Call, 'ctx' | 'log'>,
  stage: StageName,
  work: () => Promise<T>,
): Promise<T> {
  let countedAt = performance.now();
  const count = async (): Promise<void> => {
    const ms = performance.now() - countedAt;
    countedAt += ms;
    await deps.runs.addSandboxMs(ctx, ctx.runId ?? '', stage, ms);
  };
  const timer = setInterval(
    () => void count().catch((error: unknown) => log.warn({ err: error }, 'sandbox time not counted')),
    everyMs,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await count();
  }
}
