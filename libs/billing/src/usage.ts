import type { TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

export const usageMetrics = ['test_runs', 'ai_tokens', 'sandbox_minutes'] as const;
export type UsageMetric = (typeof usageMetrics)[number];

export interface Usage {
  /** Records what a run used. Repeating it for the same run and metric records nothing more. */
  record(ctx: TenantContext, used: { runId: string; metric: UsageMetric; quantity: number }): Promise<void>;
  total(ctx: TenantContext, metric: UsageMetric): Promise<number>;
}

/** The usage ledger. Self-hosted installations have no quota; the ledger is kept all the same. */
export function createUsage({ db }: { db: Db }): Usage {
  return {
    record: async (ctx, { runId, metric, quantity }) => {
      const data = [{ runId, metric, quantity, idempotencyKey: `run:${runId}:${metric}` }];
      await db.tenant(ctx).usageRecord.createMany({ data, skipDuplicates: true });
    },
    total: async (ctx, metric) =>
      Number(
        (await db.tenant(ctx).usageRecord.aggregate({ where: { metric }, _sum: { quantity: true } }))._sum.quantity ??
          0,
      ),
  };
}
