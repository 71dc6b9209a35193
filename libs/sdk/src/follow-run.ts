import { ApiProblem, type Run, type TestForge } from './client.js';

const ended: readonly Run['status'][] = ['passed', 'passed_after_healing', 'waiting', 'failed', 'cancelled', 'error'];

export interface FollowOptions {
  onChange?: (run: Run) => void;
  /** Asks the run to stop, once; the promise still resolves with its end. */
  signal?: AbortSignal;
  /** Milliseconds between two looks. */
  everyMs?: number;
  /** A server that has not answered for this many milliseconds is gone. */
  awayForMs?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Something that may pass by itself, as opposed to a refusal. */
const isAway = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status >= 500 || error.status === 429;

/** Watches a run until it has ended. A server that is away for a moment (a restart) is asked again; a refusal is thrown at once. */
export async function followRun(
  client: Pick<TestForge, 'getRun' | 'cancelRun'>,
  id: string,
  { onChange, signal, everyMs = 500, awayForMs = 60_000 }: FollowOptions = {},
): Promise<Run> {
  let stopAsked = false;
  let last = '';
  let awaySince: number | null = null;
  const look = async (): Promise<Run> => {
    // Asked for here and not when the signal comes, so that a server that is just away is asked again.
    if (signal?.aborted && !stopAsked) {
      await client.cancelRun(id);
      stopAsked = true;
    }
    return client.getRun(id);
  };
  for (;;) {
    const run = await look().catch((error: unknown) => {
      awaySince ??= Date.now();
      if (!isAway(error) || Date.now() - awaySince > awayForMs) throw error;
      return null;
    });
    if (run) {
      awaySince = null;
      const seen = JSON.stringify([run.status, run.stages, run.progress]);
      if (seen !== last) onChange?.(run);
      last = seen;
      if (ended.includes(run.status)) return run;
    }
    await pause(everyMs);
  }
}
