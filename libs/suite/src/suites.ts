import {
  contentHash,
  expectationHash,
  storable,
  TestCase,
  type Locator,
  type Step,
  type TenantContext,
} from '@testforge/core';
import type { Db, TenantTransaction } from '@testforge/platform/db';

/** The tests a project keeps, at one version. Tests are sorted by key. */
export interface Suite {
  version: number;
  tests: TestCase[];
}

export interface KeepRequest {
  projectId: string;
  runId: string;
  /** `first run`, `healed`, …: why there is a new version. One run makes at most one version for one reason. */
  reason: string;
  tests: TestCase[];
}

/** The versioned suite of a project: every version stays as it was, and names the run that made it. */
export interface Suites {
  /** The newest version, or null before the first run has kept anything. */
  findCurrent(ctx: TenantContext, projectId: string): Promise<Suite | null>;
  /** Makes the next version from `tests`. Asked twice for the same run and reason it answers the same number and writes nothing. */
  keep(ctx: TenantContext, request: KeepRequest): Promise<number>;
}

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

export function createSuites({ db }: { db: Db }): Suites {
  return {
    findCurrent: async (ctx, projectId) => {
      const version = await db.tenant(ctx).suiteVersion.findFirst({
        where: { projectId },
        orderBy: { number: 'desc' },
        include: { entries: { include: { testRevision: true } } },
      });
      if (!version) return null;
      return {
        version: version.number,
        tests: version.entries.map((entry) => TestCase.parse(entry.testRevision.doc)).sort(byKey),
      };
    },
    keep: (ctx, request) =>
      db.tenant(ctx).$transaction((tx) => keepIn(tx, { ...request, tests: storable(request.tests) })),
  };
}

async function keepIn(tx: TenantTransaction, { projectId, runId, reason, tests }: KeepRequest): Promise<number> {
  // Two runs of one project must not take the same number: the project's row is the lock.
  await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR UPDATE`;
  const made = await tx.suiteVersion.findFirst({ where: { projectId, runId, reason } });
  if (made) return made.number;
  const last = await tx.suiteVersion.findFirst({ where: { projectId }, orderBy: { number: 'desc' } });
  const number = (last?.number ?? 0) + 1;
  const version = await tx.suiteVersion.create({ data: { projectId, runId, reason, number } });
  for (const test of [...tests].sort(byKey)) {
    const testRevisionId = await keepRevision(tx, projectId, test);
    await tx.suiteEntry.create({ data: { suiteVersionId: version.id, testRevisionId } });
  }
  return number;
}

/** The id of the revision that holds exactly this test; made when there is none yet. */
async function keepRevision(tx: TenantTransaction, projectId: string, test: TestCase): Promise<string> {
  const testCase = await tx.testCase.upsert({
    where: { projectId_key: { projectId, key: test.key } },
    create: { projectId, key: test.key, title: test.title },
    update: { title: test.title },
  });
  const hash = contentHash(test);
  const known = await tx.testRevision.findUnique({ where: { testCaseId_hash: { testCaseId: testCase.id, hash } } });
  if (known) return known.id;
  const revision = await tx.testRevision.create({
    data: { testCaseId: testCase.id, hash, doc: test, expectationHash: expectationHash(test) },
  });
  for (const [position, step] of test.steps.entries())
    await keepStep(tx, { projectId, testRevisionId: revision.id, position, step });
  return revision.id;
}

async function keepStep(
  tx: TenantTransaction,
  {
    projectId,
    testRevisionId,
    position,
    step,
  }: { projectId: string; testRevisionId: string; position: number; step: Step },
): Promise<void> {
  const target = 'target' in step ? step.target : undefined;
  const fingerprintId = target ? await keepFingerprint(tx, projectId, target.fingerprint) : null;
  await tx.step.create({
    data: {
      testRevisionId,
      position,
      stepKey: step.key,
      kind: step.kind,
      phase: step.phase,
      fingerprintId,
      ...(target ? { locator: target.locator satisfies Locator } : {}),
      value: 'value' in step ? JSON.stringify(step.value) : null,
      doc: { title: step.title },
      ...(step.kind === 'expect'
        ? {
            expectations: {
              create: [
                {
                  matcher: step.expectation.matcher,
                  expected: step.expectation.expected ?? 'null',
                  foundBy: step.expectation.foundBy ?? null,
                },
              ],
            },
          }
        : {}),
    },
  });
}

async function keepFingerprint(tx: TenantTransaction, projectId: string, doc: object): Promise<string> {
  const hash = contentHash(doc);
  const row = await tx.fingerprint.upsert({
    where: { projectId_hash: { projectId, hash } },
    create: { projectId, hash, doc },
    update: {},
  });
  return row.id;
}
