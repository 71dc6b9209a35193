import { TestCase, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

/** Versions that hold generated tests begin with these words; every other version changed what was generated. */
const generated = [/^first run$/, /accepted by /];

/** What each test of a project was generated as the last time, by key: the common ground of a three-way merge. */
export async function readBases(db: Db, ctx: TenantContext, projectId: string): Promise<Map<string, TestCase>> {
  const scope = db.tenant(ctx);
  const versions = await scope.suiteVersion.findMany({
    where: { projectId },
    orderBy: { number: 'asc' },
    select: { reason: true, entries: { select: { testRevisionId: true } } },
  });
  // Most versions share most of their tests: each document is read once.
  const revisions = await scope.testRevision.findMany({
    where: { testCase: { projectId } },
    select: { id: true, doc: true },
  });
  const tests = new Map(revisions.map(({ id, doc }) => [id, TestCase.parse(doc)]));
  const bases = new Map<string, TestCase>();
  const seen = new Map<string, string>();
  for (const { reason, entries } of versions) {
    for (const { testRevisionId } of entries) {
      const test = tests.get(testRevisionId);
      if (!test) continue;
      const isNew = seen.get(test.key) !== testRevisionId;
      seen.set(test.key, testRevisionId);
      if (isNew && (!bases.has(test.key) || generated.some((words) => words.test(reason)))) bases.set(test.key, test);
    }
  }
  return bases;
}
