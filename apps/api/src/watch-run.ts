import { endedPhases, type TenantContext } from '@testforge/core';
import type { Principal } from '@testforge/identity';
import type { RecordedResult } from '@testforge/runs';
import type { ApiDeps } from './api-deps.js';
import { showRun } from './run-view.js';
import type { Run } from './schemas.js';

/** What a watcher is told. Everything is keyed by what it is about, so hearing it twice changes nothing. */
export type RunEvent = { id: string } & (
  { event: 'run'; data: Run } | { event: 'test'; data: RecordedResult } | { event: 'end'; data: Run }
);

/** Milliseconds between two looks at the record. */
const everyMs = 700;
/** Results are recorded by several activities at once: one that began earlier may appear this much later. */
const overlapMs = 10_000;

interface WatchOptions {
  who: Pick<Principal, 'grants'>;
  /** The last event that was heard, from `Last-Event-ID`. */
  since?: string | undefined;
  signal: AbortSignal;
  everyMs?: number;
}

/**
 * The run as the record has it, and from then on each change, until its end. The record is the only source: a watcher
 * who comes back later, or to another process, misses nothing.
 */
export async function* watchRun(
  deps: ApiDeps,
  ctx: TenantContext,
  runId: string,
  { who, since, signal, everyMs: pauseMs = everyMs }: WatchOptions,
): AsyncGenerator<RunEvent> {
  const told = new Map<string, string>();
  // Whatever else a client may send, it means: from the beginning.
  let last = /^\d{1,15}$/.test(since ?? '') ? Math.min(Number(since), Date.now()) : 0;
  let shown = '';
  for (;;) {
    const run = await showRun(deps, ctx, runId, who);
    const results = await deps.details.listResults(ctx, runId, new Date(Math.max(0, last - overlapMs)));
    for (const result of results) {
      const { key, phase, status, endedAt } = result;
      if (told.get(`${phase} ${key}`) === status) continue;
      told.set(`${phase} ${key}`, status);
      last = Math.max(last, Date.parse(endedAt));
      yield { id: String(last), event: 'test', data: result };
    }
    const look = JSON.stringify([run.status, run.stages, run.progress]);
    const ended = endedPhases.includes(run.status);
    if (ended || look !== shown) yield { id: String(last), event: ended ? 'end' : 'run', data: run };
    shown = look;
    if (ended || !(await pause(pauseMs, signal))) return;
  }
}

/** False when the watcher left. */
const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const leave = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve(true);
    }, ms);
    signal.addEventListener('abort', leave, { once: true });
  });
