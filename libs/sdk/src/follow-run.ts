import type { Run, TestForge } from './client.js';

const ended: readonly Run['status'][] = ['passed', 'passed_after_healing', 'waiting', 'failed', 'cancelled', 'error'];

export interface FollowOptions {
  onChange?: (run: Run) => void;
  /** Asks the run to stop, once; the promise still resolves with its end. */
  signal?: AbortSignal;
  /** Milliseconds between two looks. */
  everyMs?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Watches a run until it has ended. A server that is away for a moment (a restart) is asked again. */
export async function followRun(client: TestForge, id: string, { onChange, signal, everyMs = 500 }: FollowOptions = {}): Promise<Run> {
  const cancel = (): void => void client.cancelRun(id).catch((error: unknown) => onProblem(error));
  signal?.addEventListener('abort', cancel, { once: true });
  let last = '';
  let awaySince: number | null = null;
  const onProblem = (error: unknown): void => {
    awaySince ??= Date.now();
    if (Date.now() - awaySince > awayForMs) throw error;
  };
  try {
    for (;;) {
      const run = await client.getRun(id).catch((error: unknown) => onProblem(error));
      if (run) {
        awaySince = null;
        const seen = JSON.stringify([run.status, run.stages, run.progress]);
        if (seen !== last) onChange?.(run);
        last = seen;
        if (ended.includes(run.status)) return run;
      }
      await pause(everyMs);
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** A server that has not answered for this long is gone. */
const awayForMs = 60_000;
