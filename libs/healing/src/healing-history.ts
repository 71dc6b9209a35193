import {
  AppError,
  HealingProposal,
  mayMove,
  healingMoves,
  type HealingStatus,
  type TenantContext,
} from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { z } from 'zod';

/** One heal in the life of an element or test. */
export interface PastHealing {
  id: string;
  runId: string;
  at: Date;
  testKey: string;
  stepKey: string;
  status: HealingStatus;
  confidence: number;
  why: string;
  proposal: HealingProposal;
}

const Doc = z.object({ proposal: HealingProposal });
const Status = z.enum(Object.keys(healingMoves) as [HealingStatus, ...HealingStatus[]]);
type Row = Awaited<ReturnType<ReturnType<Db['tenant']>['healing']['findMany']>>[number];

const toPast = (row: Row): PastHealing => {
  const { proposal } = Doc.parse(row.doc);
  const { id, runId, testKey, stepKey, confidence } = row;
  return {
    id,
    runId,
    at: row.createdAt,
    testKey,
    stepKey,
    status: Status.parse(row.status),
    confidence,
    why: proposal.why,
    proposal,
  };
};

/** What was healed, proposed or refused in a project, latest first; of one test or one step (an element in a test) where asked. */
export async function findHealings(
  ctx: TenantContext,
  db: Pick<Db, 'tenant'>,
  {
    projectId,
    id,
    testKey,
    stepKey,
    limit = 100,
  }: { projectId: string; id?: string; testKey?: string; stepKey?: string; limit?: number },
): Promise<PastHealing[]> {
  const rows = await db.tenant(ctx).healing.findMany({
    where: {
      run: { projectId },
      ...(id ? { id } : {}),
      ...(testKey ? { testKey } : {}),
      ...(stepKey ? { stepKey } : {}),
    },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  return rows.map(toPast);
}

/**
 * Marks a heal as taken back and returns it, for `undoHeal` and a new version of the suite. Said twice, it counts once.
 * @throws AppError notFound `healing.unknown`; conflict `healing.not_applied` for one that was never applied
 */
export async function markRolledBack(ctx: TenantContext, db: Pick<Db, 'tenant'>, id: string): Promise<PastHealing> {
  return db.tenant(ctx).$transaction(async (tx) => {
    const row = await tx.healing.findUnique({ where: { id } });
    if (!row) throw new AppError('notFound', 'healing.unknown', 'there is no such heal');
    const status = Status.parse(row.status);
    if (status === 'rolled_back') return toPast(row);
    if (!mayMove(healingMoves, status, 'rolled_back'))
      throw new AppError('conflict', 'healing.not_applied', `a heal that is “${status}” was never applied`);
    return toPast(await tx.healing.update({ where: { id }, data: { status: 'rolled_back' } }));
  });
}
