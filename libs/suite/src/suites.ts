import { AppError, contentHash, storable, type TenantContext, type TestCase } from '@testforge/core';
import type { Db, TenantTransaction } from '@testforge/platform/db';
import { readBases } from './bases.js';
import { findMade, lock, readVersion, transaction, writeVersion, type Change, type Suite } from './versions.js';

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
  /** The suite as it was in one version. Throws `notFound suite.no_version`. */
  getVersion(ctx: TenantContext, projectId: string, version: number): Promise<Suite>;
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
  /** What each test was generated as the last time, by key: the common ground when the suite is generated anew. */
  readBases(ctx: TenantContext, projectId: string): Promise<Map<string, TestCase>>;
  /** The newest versions, newest first, a thousand at most: what made each of them. */
  listVersions(ctx: TenantContext, projectId: string): Promise<SuiteVersionRecord[]>;
  /**
   * Makes a new version in which the test (or, without a key, every test) is as it was in an older one.
   * Throws `notFound suite.no_version`.
   */
  restore(ctx: TenantContext, request: RestoreRequest): Promise<number>;
}

export interface SuiteVersionRecord {
  number: number;
  reason: string;
  runId: string | null;
  tests: number;
  createdAt: string;
}

export interface RestoreRequest {
  projectId: string;
  version: number;
  key?: string | undefined;
  by: string;
}

export function createSuites({ db }: { db: Db }): Suites {
  return {
    findCurrent: (ctx, projectId) => db.tenant(ctx).$transaction((tx) => readVersion(tx, projectId)),
    getVersion: async (ctx, projectId, version) =>
      (await db.tenant(ctx).$transaction((tx) => readVersion(tx, projectId, version))) ?? noVersion(),
    keep: (ctx, request) =>
      db.tenant(ctx).$transaction((tx) => keepIn(tx, { ...request, tests: storable(request.tests) }), transaction),
    replace: (ctx, request) =>
      db
        .tenant(ctx)
        .$transaction((tx) => replaceIn(tx, { ...request, replacements: storable(request.replacements) }), transaction),
    readBases: (ctx, projectId) => readBases(db, ctx, projectId),
    listVersions: async (ctx, projectId) => {
      const rows = await db.tenant(ctx).suiteVersion.findMany({
        where: { projectId },
        orderBy: { number: 'desc' },
        take: 1000,
        include: { _count: { select: { entries: true } } },
      });
      return rows.map(({ number, reason, runId, createdAt, _count }) => ({
        number,
        reason,
        runId,
        tests: _count.entries,
        createdAt: createdAt.toISOString(),
      }));
    },
    restore: (ctx, request) => db.tenant(ctx).$transaction((tx) => restoreIn(tx, request), transaction),
  };
}

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
  const current = await readVersion(tx, change.projectId);
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

function noVersion(): never {
  throw new AppError(
    'notFound',
    'suite.no_version',
    'There is no such version of this suite, or the test is not in it.',
  );
}

async function restoreIn(tx: TenantTransaction, { projectId, version, key, by }: RestoreRequest): Promise<number> {
  await lock(tx, projectId);
  const [now, then] = [await readVersion(tx, projectId), await readVersion(tx, projectId, version)];
  const old = then?.tests.filter((test) => key === undefined || test.key === key) ?? [];
  if (!now || old.length === 0) noVersion();
  const others = key === undefined ? [] : now.tests.filter((test) => test.key !== key);
  const what = key === undefined ? 'all' : `“${key}”`;
  const change = { projectId, runId: null, reason: `${what} as in version ${version}, by ${by}` };
  return writeVersion(tx, change, now.version + 1, [...others, ...old]);
}
