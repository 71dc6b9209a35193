import { RunOutcome, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import type { RunRecord } from './run-record.js';

/** What the latest runs of a project remember. */
export interface FlakeMemory {
  /** How many runs were looked at. */
  runs: number;
  /** In how many of them a test was flaky, by its key; a test that never was is missing. */
  times: ReadonlyMap<string, number>;
}

/** Runs longer ago say little about a test as it is now. */
const runsAtMost = 19;

const told = RunOutcome.pick({ flaky: true });

/** Counts over the runs of the same project that were made before this one and ended with a word on its tests. */
export async function countFlakes(
  db: Db,
  ctx: TenantContext,
  { projectId, createdAt }: Pick<RunRecord, 'projectId' | 'createdAt'>,
): Promise<FlakeMemory> {
  const rows = await db.tenant(ctx).run.findMany({
    where: {
      projectId,
      createdAt: { lt: new Date(createdAt) },
      status: { in: ['passed', 'passed_after_healing', 'waiting', 'failed'] },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: runsAtMost,
    select: { outcome: true },
  });
  const times = new Map<string, number>();
  for (const key of rows.flatMap(({ outcome }) => told.parse(outcome ?? {}).flaky ?? []))
    times.set(key, (times.get(key) ?? 0) + 1);
  return { runs: rows.length, times };
}
