import type { LastRun } from '@testforge/core';
import type { Run } from './client.js';

/** The outcome of one job, for `.testforge/last-run.json`: one entry for each run that ended. */
export const toLastRun = (job: { url: string; startedAt: Date; runs: readonly Run[]; exitCode: number }): LastRun => ({
  schemaVersion: 1,
  url: job.url,
  exitCode: job.exitCode,
  startedAt: job.startedAt.toISOString(),
  durationMs: Date.now() - job.startedAt.getTime(),
  runs: job.runs.flatMap((run) => (run.outcome ? [run.outcome] : [])),
});
