import { contentHash, TestCase, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

/** Versions that hold generated tests begin with these words; every other version changed what was generated. */
const generated = [/^first run$/, /accepted by /];

/** What each test of a project was generated as the last time, by key: the common ground of a three-way merge. */
export async function readBases(db: Db, ctx: TenantContext, projectId: string): Promise<Map<string, TestCase>> {
  const versions = await db.tenant(ctx).suiteVersion.findMany({
    where: { projectId },
    orderBy: { number: 'asc' },
    include: { entries: { include: { testRevision: true } } },
  });
  const bases = new Map<string, TestCase>();
  const seen = new Map<string, string>();
  for (const { reason, entries } of versions) {
    for (const { testRevision } of entries) {
      const test = TestCase.parse(testRevision.doc);
      const hash = contentHash(test);
      const isNew = seen.get(test.key) !== hash;
      seen.set(test.key, hash);
      if (isNew && (!bases.has(test.key) || generated.some((words) => words.test(reason)))) bases.set(test.key, test);
    }
  }
  return bases;
}
