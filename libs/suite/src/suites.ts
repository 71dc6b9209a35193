import { AppError, contentHash, storable, TestCase, type TenantContext } from '@testforge/core';
import type { Db, TenantTransaction } from '@testforge/platform/db';
import { keepRevisions } from './keep-revisions.js';

/** The tests a project keeps, at one version. Tests are sorted by key. */
export interface Suite {
  version: number;
  tests: TestCase[];
}

interface Change {
  projectId: string;
  runId: string;
  /** `first run`, `healed`, …: why there is a new version. One run makes at most one version for one reason. */
  reason: string;
}

export interface KeepRequest extends Change {
  tests: TestCase[];
  /** The version this suite was made from: 0 when nothing was kept. */
  base: number;
}

export interface ReplaceRequest extends Change {
  replacements: { before: TestCase; after: TestCase }[];
}

/** The versioned suite of a project: every version stays as it was, and names the run that made it. */
export interface Suites {
  /** The newest version, or null before the first run has kept anything. */
  findCurrent(ctx: TenantContext, projectId: string): Promise<Suite | null>;
  /**
   * Makes the next version from `tests`. Asked twice for the same run and reason it answers the same number and writes
   * nothing. Throws `conflict suite.changed` when `base` is no longer the newest version.
   */
  keep(ctx: TenantContext, request: KeepRequest): Promise<number>;
  /**
   * Puts changed tests in the place of others, on whatever version is the newest now. A test that another run changed
   * in the meantime stays as it is and is named in `refused`.
   */
  replace(ctx: TenantContext, request: ReplaceRequest): Promise<{ version: number; refused: string[] }>;
}

/** Time for one version to be written, in milliseconds. */
const transaction = { timeout: 60_000, maxWait: 20_000 };

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

export function createSuites({ db }: { db: Db }): Suites {
  return {
    findCurrent: (ctx, projectId) => db.tenant(ctx).$transaction((tx) => readCurrent(tx, projectId)),
    keep: (ctx, request) =>
      db.tenant(ctx).$transaction((tx) => keepIn(tx, { ...request, tests: storable(request.tests) }), transaction),
    replace: (ctx, request) =>
      db
        .tenant(ctx)
        .$transaction((tx) => replaceIn(tx, { ...request, replacements: storable(request.replacements) }), transaction),
  };
}

async function readCurrent(tx: TenantTransaction, projectId: string): Promise<Suite | null> {
  const version = await tx.suiteVersion.findFirst({
    where: { projectId },
    orderBy: { number: 'desc' },
    include: { entries: { include: { testRevision: true } } },
  });
  if (!version) return null;
  const tests = version.entries.map((entry) => TestCase.parse(entry.testRevision.doc)).sort(byKey);
  return { version: version.number, tests };
}

/** Two runs of one project must not take the same number: the project's row is the lock. */
const lock = (tx: TenantTransaction, projectId: string): Promise<unknown> =>
  tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR UPDATE`;

const findMade = (tx: TenantTransaction, { projectId, runId, reason }: Change) =>
  tx.suiteVersion.findFirst({ where: { projectId, runId, reason } });

async function keepIn(tx: TenantTransaction, { tests, base, ...change }: KeepRequest): Promise<number> {
  await lock(tx, change.projectId);
  const made = await findMade(tx, change);
  if (made) return made.number;
  const current = await tx.suiteVersion.findFirst({
    where: { projectId: change.projectId },
    orderBy: { number: 'desc' },
  });
  const number = current?.number ?? 0;
  if (number !== base)
    throw new AppError('conflict', 'suite.changed', 'Another run changed this project’s suite in the meantime.', {
      details: { base, current: number },
    });
  return writeVersion(tx, change, number + 1, tests);
}

async function replaceIn(
  tx: TenantTransaction,
  { replacements, ...change }: ReplaceRequest,
): Promise<{ version: number; refused: string[] }> {
  await lock(tx, change.projectId);
  const current = await readCurrent(tx, change.projectId);
  const made = await findMade(tx, change);
  const now = new Map(current?.tests.map((test) => [test.key, contentHash(test)]));
  if (made) {
    const refused = replacements.filter(({ after }) => now.get(after.key) !== contentHash(after));
    return { version: made.number, refused: refused.map(({ after }) => after.key) };
  }
  const fitting = replacements.filter(({ before }) => now.get(before.key) === contentHash(before));
  const refused = replacements.filter((each) => !fitting.includes(each)).map(({ before }) => before.key);
  if (!current || fitting.length === 0) return { version: current?.version ?? 0, refused };
  const after = new Map(fitting.map((replacement) => [replacement.after.key, replacement.after]));
  const tests = current.tests.map((test) => after.get(test.key) ?? test);
  return { version: await writeVersion(tx, change, current.version + 1, tests), refused };
}

async function writeVersion(
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
