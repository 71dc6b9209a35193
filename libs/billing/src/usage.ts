import type { TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

export const usageMetrics = ['test_runs', 'ai_tokens', 'sandbox_minutes'] as const;
export type UsageMetric = (typeof usageMetrics)[number];

export interface Usage {
  /** Records what a run used. Repeating it for the same run and metric records nothing more. */
  record(ctx: TenantContext, used: { runId: string; metric: UsageMetric; quantity: number }): Promise<void>;
  /**
   * What was used for a run after it had ended, as answers to it do: records what `quantity` is beyond what this run was
   * recorded for already. Repeating it records nothing more; two at once for one run are the caller's to avoid.
   */
  recordMore(ctx: TenantContext, used: { runId: string; metric: UsageMetric; quantity: number }): Promise<void>;
  total(ctx: TenantContext, metric: UsageMetric): Promise<number>;
}

/** The usage ledger. Self-hosted installations have no quota; the ledger is kept all the same. */
export function createUsage({ db }: { db: Db }): Usage {
  return {
    record: async (ctx, { runId, metric, quantity }) => {
      const data = [{ runId, metric, quantity, idempotencyKey: `run:${runId}:${metric}` }];
      await db.tenant(ctx).usageRecord.createMany({ data, skipDuplicates: true });
    },
    recordMore: (ctx, { runId, metric, quantity }) =>
      db.tenant(ctx).$transaction(async (tx) => {
        const recorded = await tx.usageRecord.aggregate({ where: { runId, metric }, _sum: { quantity: true } });
        const more = quantity - Number(recorded._sum.quantity ?? 0);
        // Sums of fractions of minutes differ by less than a millisecond at most.
        if (more < 1e-6) return;
        const data = [{ runId, metric, quantity: more, idempotencyKey: `run:${runId}:${metric}:${quantity}` }];
        await tx.usageRecord.createMany({ data, skipDuplicates: true });
      }),
    total: async (ctx, metric) =>
      Number(
        (await db.tenant(ctx).usageRecord.aggregate({ where: { metric }, _sum: { quantity: true } }))._sum.quantity ??
          0,
      ),
  };
}
