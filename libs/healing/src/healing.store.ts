import type { HealingProposal, HealingStatus, JudgedFailure, TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

const statusOf = ({ decision }: HealingProposal, { outcome, proven }: JudgedFailure): HealingStatus => {
  if (outcome === 'healed' && proven) return 'proven';
  return decision === 'abstain' || outcome !== 'waiting' ? 'rejected' : 'asked';
};

const strongest = ({ ranking }: HealingProposal): string => {
  const shares = Object.entries(ranking[0]?.strategies ?? {}).sort(([, a], [, b]) => b - a);
  return shares[0]?.[0] ?? 'none';
};

/**
 * Records what was proposed for a run's failures, one row a step. Saying the same again changes nothing; a later word on
 * the same step replaces the earlier one, but never what a person has decided since.
 */
export async function saveHealings(
  ctx: TenantContext,
  db: Pick<Db, 'tenant'>,
  runId: string,
  failures: readonly JudgedFailure[],
): Promise<void> {
  await db.tenant(ctx).$transaction(async (tx) => {
    for (const failure of failures) {
      for (const proposal of failure.proposals) {
        const { testKey, stepKey } = proposal;
        const row = {
          status: statusOf(proposal, failure),
          strategy: strongest(proposal),
          confidence: proposal.confidence,
          oldLocator: proposal.oldLocator,
          ...(proposal.newLocator ? { newLocator: proposal.newLocator } : {}),
          expectationHashBefore: failure.expectationHashBefore,
          expectationHashAfter: failure.expectationHashAfter,
          doc: {
            outcome: failure.outcome,
            verdict: failure.verdict,
            rule: failure.rule,
            evidence: failure.evidence,
            proposal: { ...proposal },
          },
        };
        const created = await tx.healing.createMany({
          data: [{ runId, testKey, stepKey, ...row }],
          skipDuplicates: true,
        });
        if (created.count === 0)
          await tx.healing.updateMany({
            where: { runId, testKey, stepKey, status: { in: ['proposed', 'asked', 'applied'] } },
            data: row,
          });
      }
    }
  });
}
