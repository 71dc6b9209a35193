import { AppError, contentHash, storable, TestCase, type TenantContext } from '@testforge/core';
import type { Db, TenantTransaction } from '@testforge/platform/db';
import { z } from 'zod';
import { hashOfChange, type SuiteChange } from './compare-suites.js';
import { lock, readVersion, transaction, writeVersion } from './versions.js';

const Doc = z.object({
  after: TestCase.nullable(),
  before: TestCase.nullable(),
  conflicts: z.array(z.string()).default([]),
});

export interface ProposalRecord extends SuiteChange {
  id: string;
  runId: string;
  status: 'proposed' | 'accepted' | 'rejected';
  decidedBy: string | null;
  decidedAt: string | null;
  createdAt: string;
}

export interface Decision {
  projectId: string;
  ids: readonly string[];
  by: string;
}

/** Changes of a suite that runs suggest. Nothing of the suite changes until a person accepts. */
export interface Proposals {
  /** Records them; one that was told before, and one that a person rejected, is not told again. Returns how many are new. */
  propose(ctx: TenantContext, change: { projectId: string; runId: string; changes: SuiteChange[] }): Promise<number>;
  list(ctx: TenantContext, projectId: string, filter?: { status?: string; runId?: string }): Promise<ProposalRecord[]>;
  /**
   * Makes one new version with all of them; what is only put into quarantine makes none. Throws `notFound proposal.not_found`, `conflict proposal.outdated` when a
   * test has been changed since.
   */
  accept(ctx: TenantContext, decision: Decision): Promise<number>;
  reject(ctx: TenantContext, decision: Decision): Promise<void>;
}

/** The most proposals that are listed at once. */
const mostListed = 5000;

export function createProposals({ db }: { db: Db }): Proposals {
  return {
    propose: async (ctx, { projectId, runId, changes }) => {
      const data = changes.map((change) => ({
        projectId,
        runId,
        testKey: change.testKey,
        title: change.title,
        kind: change.kind,
        hash: hashOfChange(change),
        reason: change.reason,
        doc: { after: change.after, before: change.before, conflicts: change.conflicts },
      }));
      return (await db.tenant(ctx).proposal.createMany({ data: storable(data), skipDuplicates: true })).count;
    },
    list: async (ctx, projectId, filter = {}) =>
      (
        await db
          .tenant(ctx)
          .proposal.findMany({ where: { projectId, ...filter }, orderBy: { testKey: 'asc' }, take: mostListed })
      ).map(toRecord),
    accept: (ctx, decision) => db.tenant(ctx).$transaction((tx) => acceptIn(tx, decision), transaction),
    reject: async (ctx, { projectId, ids, by }) => {
      const where = { projectId, id: { in: [...ids] }, status: 'proposed' };
      await db
        .tenant(ctx)
        .proposal.updateMany({ where, data: { status: 'rejected', decidedBy: by, decidedAt: new Date() } });
    },
  };
}

type Row = Awaited<ReturnType<TenantTransaction['proposal']['findFirstOrThrow']>>;

const toRecord = (row: Row): ProposalRecord => ({
  id: row.id,
  runId: row.runId,
  kind: row.kind as SuiteChange['kind'],
  testKey: row.testKey,
  title: row.title,
  reason: row.reason,
  status: row.status as ProposalRecord['status'],
  ...Doc.parse(row.doc),
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

async function acceptIn(tx: TenantTransaction, { projectId, ids, by }: Decision): Promise<number> {
  await lock(tx, projectId);
  const rows = await tx.proposal.findMany({ where: { projectId, id: { in: [...ids] }, status: 'proposed' } });
  if (rows.length === 0)
    throw new AppError('notFound', 'proposal.not_found', 'There is no such proposal, or it was decided on already.');
  const current = await readVersion(tx, projectId);
  const tests = new Map(current?.tests.map((test) => [test.key, test]));
  const changes = rows.filter(({ kind }) => kind !== 'quarantine');
  const outdated = changes.filter((row) => hashOf(tests.get(row.testKey)) !== hashOf(Doc.parse(row.doc).before));
  if (outdated.length > 0)
    throw new AppError(
      'conflict',
      'proposal.outdated',
      `The suite changed since this was proposed: ${outdated.map(({ title }) => `“${title}”`).join(', ')}. Propose anew with --regenerate.`,
    );
  for (const row of changes) {
    const { after } = Doc.parse(row.doc);
    if (after) tests.set(row.testKey, after);
    else tests.delete(row.testKey);
  }
  const decided = { status: 'accepted', decidedBy: by, decidedAt: new Date() };
  await tx.proposal.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: decided });
  for (const { kind, testKey, reason } of rows) {
    const data = { state: 'quarantined', stateBy: by, stateAt: decided.decidedAt, stateReason: reason };
    if (kind === 'quarantine') await tx.testCase.updateMany({ where: { projectId, key: testKey }, data });
  }
  if (changes.length === 0) return current?.version ?? 0;
  const change = { projectId, runId: null, reason: `${changes.length} proposed, accepted by ${by}` };
  return writeVersion(tx, change, (current?.version ?? 0) + 1, [...tests.values()]);
}

const hashOf = (test: TestCase | null | undefined): string => contentHash(test?.steps ?? null);
