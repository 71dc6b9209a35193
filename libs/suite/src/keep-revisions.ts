import { randomUUID } from 'node:crypto';
import { contentHash, expectationHash, type Step, type TestCase } from '@testforge/core';
import type { TenantTransaction } from '@testforge/platform/db';

/**
 * The ids of the revisions that hold exactly these tests, in their order; what is missing is made. A handful of
 * statements, however many tests there are.
 */
export async function keepRevisions(
  tx: TenantTransaction,
  projectId: string,
  tests: readonly TestCase[],
): Promise<string[]> {
  const caseIds = await keepCases(tx, projectId, tests);
  const wanted = tests.map((test) => ({
    test,
    testCaseId: caseIds.get(test.key) ?? '',
    hash: contentHash(test),
  }));
  const keyOf = ({ testCaseId, hash }: { testCaseId: string; hash: string }): string => `${testCaseId} ${hash}`;
  const known = await tx.testRevision.findMany({
    where: { testCaseId: { in: [...caseIds.values()] }, hash: { in: wanted.map(({ hash }) => hash) } },
    select: { id: true, testCaseId: true, hash: true },
  });
  const ids = new Map(known.map((revision) => [keyOf(revision), revision.id]));
  const fresh = wanted.filter((revision) => !ids.has(keyOf(revision))).map((each) => ({ ...each, id: randomUUID() }));
  await tx.testRevision.createMany({
    data: fresh.map(({ id, testCaseId, hash, test }) => ({
      id,
      testCaseId,
      hash,
      doc: test,
      expectationHash: expectationHash(test),
    })),
  });
  await keepSteps(tx, projectId, fresh);
  for (const revision of fresh) ids.set(keyOf(revision), revision.id);
  return wanted.map((revision) => ids.get(keyOf(revision)) ?? '');
}

async function keepCases(
  tx: TenantTransaction,
  projectId: string,
  tests: readonly TestCase[],
): Promise<Map<string, string>> {
  const data = tests.map(({ key, title }) => ({ projectId, key, title }));
  await tx.testCase.createMany({ data, skipDuplicates: true });
  const rows = await tx.testCase.findMany({ where: { projectId, key: { in: tests.map(({ key }) => key) } } });
  const titles = new Map(tests.map(({ key, title }) => [key, title]));
  for (const { id, key, title } of rows) {
    const now = titles.get(key);
    if (now !== undefined && now !== title) await tx.testCase.update({ where: { id }, data: { title: now } });
  }
  return new Map(rows.map(({ key, id }) => [key, id]));
}

const targetOf = (step: Step) => ('target' in step ? step.target : undefined);

async function keepSteps(
  tx: TenantTransaction,
  projectId: string,
  revisions: readonly { id: string; test: TestCase }[],
): Promise<void> {
  const steps = revisions.flatMap(({ id, test }) =>
    test.steps.map((step, position) => ({ id: randomUUID(), testRevisionId: id, position, step })),
  );
  const fingerprints = await keepFingerprints(
    tx,
    projectId,
    steps.flatMap(({ step }) => targetOf(step)?.fingerprint ?? []),
  );
  await tx.step.createMany({
    data: steps.map(({ id, testRevisionId, position, step }) => {
      const target = targetOf(step);
      return {
        id,
        testRevisionId,
        position,
        stepKey: step.key,
        kind: step.kind,
        phase: step.phase,
        fingerprintId: target ? (fingerprints.get(contentHash(target.fingerprint)) ?? null) : null,
        ...(target ? { locator: target.locator } : {}),
        value: 'value' in step ? JSON.stringify(step.value) : null,
        doc: { title: step.title },
      };
    }),
  });
  await tx.expectation.createMany({
    data: steps.flatMap(({ id, step }) =>
      step.kind === 'expect'
        ? [
            {
              stepId: id,
              matcher: step.expectation.matcher,
              expected: step.expectation.expected ?? 'null',
              foundBy: step.expectation.foundBy ?? null,
            },
          ]
        : [],
    ),
  });
}

/** The ids of fingerprints by their hash. */
async function keepFingerprints(
  tx: TenantTransaction,
  projectId: string,
  docs: readonly object[],
): Promise<Map<string, string>> {
  const byHash = new Map(docs.map((doc) => [contentHash(doc), doc]));
  await tx.fingerprint.createMany({
    data: [...byHash].map(([hash, doc]) => ({ projectId, hash, doc })),
    skipDuplicates: true,
  });
  const rows = await tx.fingerprint.findMany({
    where: { projectId, hash: { in: [...byHash.keys()] } },
    select: { id: true, hash: true },
  });
  return new Map(rows.map(({ hash, id }) => [hash, id]));
}
