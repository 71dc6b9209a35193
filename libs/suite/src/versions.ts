import { TestCase } from '@testforge/core';
import type { TenantTransaction } from '@testforge/platform/db';
import { keepRevisions } from './keep-revisions.js';

/** The tests a project keeps, at one version. Tests are sorted by key. */
export interface Suite {
  version: number;
  tests: TestCase[];
}

export interface Change {
  projectId: string;
  /** Null when no run but a person made it. */
  runId: string | null;
  /** `first run`, `healed`, …: why there is a new version. One run makes at most one version for one reason. */
  reason: string;
}

/** Time for one version to be written, in milliseconds. */
export const transaction = { timeout: 60_000, maxWait: 20_000 };

export const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The newest version, or the one with this number. */
export async function readVersion(tx: TenantTransaction, projectId: string, number?: number): Promise<Suite | null> {
  const version = await tx.suiteVersion.findFirst({
    where: { projectId, ...(number === undefined ? {} : { number }) },
    orderBy: { number: 'desc' },
    include: { entries: { include: { testRevision: true } } },
  });
  if (!version) return null;
  const tests = version.entries.map((entry) => TestCase.parse(entry.testRevision.doc)).sort(byKey);
  return { version: version.number, tests };
}

/** Two runs of one project must not take the same number: the project's row is the lock. */
export const lock = (tx: TenantTransaction, projectId: string): Promise<unknown> =>
  tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR UPDATE`;

export const findMade = (tx: TenantTransaction, { projectId, runId, reason }: Change) =>
  tx.suiteVersion.findFirst({ where: { projectId, runId, reason } });

export async function writeVersion(
  tx: TenantTransaction,
  change: Change,
  number: number,
  tests: readonly TestCase[],
): Promise<number> {
  const version = await tx.suiteVersion.create({ data: { ...change, number } });
  const revisionIds = await keepRevisions(tx, change.projectId, [...tests].sort(byKey));
  await tx.suiteEntry.createMany({
    data: revisionIds.map((testRevisionId) => ({ suiteVersionId: version.id, testRevisionId })),
  });
  return number;
}
