import type { TenantContext, Tries } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

/** How the repeats of new tests are recorded: `gate-1`, `gate-2` … */
const repeats = 'gate-';

/**
 * How often each test passed at the first try, and how often at a later one, in all runs of a project, by its key. Proofs do not
 * count, nor do runs that were stopped: what passed there is taken over by the run that goes on.
 */
export async function countTries(db: Db, ctx: TenantContext, projectId: string): Promise<ReadonlyMap<string, Tries>> {
  const rows = await db.tenant(ctx).result.groupBy({
    by: ['testKey', 'status'],
    where: {
      run: { projectId, status: { not: 'cancelled' } },
      status: { in: ['passed', 'flaky'] },
      OR: [{ phase: { in: ['first', 'kept', 'proposed'] } }, { phase: { startsWith: repeats } }],
    },
    _count: { _all: true },
  });
  const tries = new Map<string, Tries>();
  for (const { testKey, status, _count } of rows) {
    const known = tries.get(testKey) ?? { passes: 0, flakes: 0 };
    tries.set(testKey, { ...known, [status === 'passed' ? 'passes' : 'flakes']: _count._all });
  }
  return tries;
}
