import { AppError, TestHandling, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

export interface TestStateRecord {
  id: string;
  key: string;
  title: string;
  handling: TestHandling;
  by: string | null;
  at: string | null;
  reason: string | null;
}

/** How people want single tests of a suite handled. */
export interface TestStates {
  list(ctx: TenantContext, projectId: string): Promise<TestStateRecord[]>;
  /** Throws `notFound suite.no_test`. */
  set(
    ctx: TenantContext,
    change: { projectId: string; key: string; handling: TestHandling; by: string; reason?: string | undefined },
  ): Promise<TestStateRecord>;
}

export function createTestStates({ db }: { db: Db }): TestStates {
  const list: TestStates['list'] = async (ctx, projectId) =>
    (await db.tenant(ctx).testCase.findMany({ where: { projectId }, orderBy: { key: 'asc' } })).map((row) => ({
      id: row.id,
      key: row.key,
      title: row.title,
      handling: TestHandling.catch('enabled').parse(row.state),
      by: row.stateBy,
      at: row.stateAt?.toISOString() ?? null,
      reason: row.stateReason,
    }));
  return {
    list,
    set: async (ctx, { projectId, key, handling, by, reason }) => {
      const data = { state: handling, stateBy: by, stateAt: new Date(), stateReason: reason ?? null };
      await db.tenant(ctx).testCase.updateMany({ where: { projectId, key }, data });
      const found = (await list(ctx, projectId)).find((test) => test.key === key);
      if (!found) throw new AppError('notFound', 'suite.no_test', 'The suite has no such test.');
      return found;
    },
  };
}
