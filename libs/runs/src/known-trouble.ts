import {
  bothTroubles,
  Finding,
  TestResult,
  troubleOfFindings,
  troubleOfTest,
  type KnownTrouble,
  type TenantContext,
} from '@testforge/core';
import type { Db, TenantTransaction } from '@testforge/platform/db';
import { z } from 'zod';

const Told = TestResult.pick({ faults: true });
const Evidence = z.record(z.string(), z.unknown());
const none: KnownTrouble = { serverErrors: [], pageErrors: [] };

/**
 * What was broken already when each test was kept: what it met itself in the execution that it passed then, and what
 * the pages that the first run merely opened showed. Trouble that came afterwards is never known: it may be the very bug.
 */
export async function findKnownTrouble(
  db: Db,
  ctx: TenantContext,
  projectId: string,
): Promise<(testKey: string) => KnownTrouble> {
  return db.tenant(ctx).$transaction(async (tx) => {
    const first = await tx.suiteVersion.findFirst({ where: { projectId }, orderBy: { number: 'asc' } });
    const onPages = first?.runId ? await troubleOnPages(tx, first.runId) : none;
    const ofTests = new Map(first?.runId ? await troubleOfTests(tx, { runId: first.runId, phase: 'first' }) : []);
    // A test that came later was seen to pass in the run that proposed it.
    const accepted = await tx.proposal.findMany({
      where: { projectId, status: 'accepted', kind: { in: ['add', 'change'] } },
      orderBy: { decidedAt: 'asc' },
      select: { runId: true, testKey: true },
    });
    for (const { runId, testKey } of accepted) {
      const [met] = await troubleOfTests(tx, { runId, testKey, phase: 'proposed' });
      if (met) ofTests.set(...met);
    }
    return (testKey) => bothTroubles(onPages, ofTests.get(testKey) ?? none);
  });
}

async function troubleOnPages(tx: TenantTransaction, runId: string): Promise<KnownTrouble> {
  const rows = await tx.finding.findMany({ where: { runId, kind: { in: ['page_error', 'server_error'] } } });
  return troubleOfFindings(
    rows.map(({ kind, url, doc }) => ({
      kind: Finding.shape.kind.parse(kind),
      url: url ?? '',
      evidence: Evidence.catch({}).parse(doc),
    })),
  );
}

async function troubleOfTests(
  tx: TenantTransaction,
  where: { runId: string; phase: string; testKey?: string },
): Promise<[string, KnownTrouble][]> {
  const rows = await tx.result.findMany({
    where: { ...where, status: 'passed' },
    select: { testKey: true, doc: true },
  });
  return rows.map(({ testKey, doc }) => {
    const { faults } = Told.parse(doc);
    return [testKey, faults ? troubleOfTest(faults) : none];
  });
}
