import { TestResult, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { toRecord, type RunRecord } from './run-record.js';

export interface RecordedResult {
  key: string;
  title: string;
  phase: string;
  status: TestResult['status'];
  durationMs: number;
  attempts: number;
  endedAt: string;
}

export interface RecordedFinding {
  key: string;
  kind: string;
  severity: string;
  title: string;
  url: string | null;
  evidence: Record<string, unknown>;
}

export interface RecordedLedgerEntry {
  stage: string;
  position: number;
  method: string;
  urlTemplate: string;
  created: string | null;
  cleanedUp: boolean;
}

export interface RecordedHealing {
  id: string;
  testKey: string;
  stepKey: string;
  status: string;
  strategy: string;
  confidence: number;
  oldLocator: unknown;
  newLocator: unknown;
  expectationUnchanged: boolean;
  updatedAt: string;
}

/** What a run left in the record, for people who look at it. Every call finds nothing of another tenant's run. */
export interface RunDetails {
  /** Results in the order in which their tests ended; with `since`, those recorded after that moment only. */
  listResults(ctx: TenantContext, runId: string, since?: Date): Promise<RecordedResult[]>;
  listFindings(ctx: TenantContext, runId: string): Promise<RecordedFinding[]>;
  listLedger(ctx: TenantContext, runId: string): Promise<RecordedLedgerEntry[]>;
  listHealings(ctx: TenantContext, runId: string): Promise<RecordedHealing[]>;
  /** The results as the tests left them, by phase, with what they keep of a failure. */
  listTestResults(ctx: TenantContext, runId: string, testKey: string): Promise<{ phase: string; result: TestResult }[]>;
  /** Where a stage's document lies, when it has one. */
  findDocument(ctx: TenantContext, runId: string, stage: string): Promise<string | null>;
  /** Runs of a project, newest first. */
  listRunsOf(ctx: TenantContext, projectId: string, limit: number): Promise<RunRecord[]>;
  /** The newest run of each project. */
  listLatest(ctx: TenantContext, projectIds: readonly string[]): Promise<Map<string, RunRecord>>;
  /** How many tests each project keeps in its newest version. */
  countTests(ctx: TenantContext, projectIds: readonly string[]): Promise<Map<string, number>>;
}

/** The most rows of one kind that are read of one run. */
const most = 5000;

export function createRunDetails({ db }: { db: Db }): RunDetails {
  return {
    listResults: async (ctx, runId, since) => {
      const rows = await db.tenant(ctx).result.findMany({
        where: { runId, ...(since ? { createdAt: { gte: since } } : {}) },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: most,
      });
      return rows.map((row) => {
        const { key, title, status, durationMs, attempts } = TestResult.parse(row.doc);
        return { key, title, phase: row.phase, status, durationMs, attempts, endedAt: row.createdAt.toISOString() };
      });
    },
    listFindings: async (ctx, runId) =>
      (await db.tenant(ctx).finding.findMany({ where: { runId }, orderBy: { createdAt: 'asc' }, take: most })).map(
        ({ key, kind, severity, title, url, doc }) => ({
          key,
          kind,
          severity,
          title,
          url,
          evidence: doc as Record<string, unknown>,
        }),
      ),
    listLedger: async (ctx, runId) =>
      (
        await db
          .tenant(ctx)
          .ledgerEntry.findMany({ where: { runId }, orderBy: [{ createdAt: 'asc' }, { position: 'asc' }], take: most })
      ).map(({ stage, position, method, urlTemplate, created, cleaned }) => ({
        stage,
        position,
        method,
        urlTemplate,
        created,
        cleanedUp: cleaned,
      })),
    listHealings: async (ctx, runId) =>
      (await db.tenant(ctx).healing.findMany({ where: { runId }, orderBy: { createdAt: 'asc' }, take: most })).map(
        (row) => ({
          id: row.id,
          testKey: row.testKey,
          stepKey: row.stepKey,
          status: row.status,
          strategy: row.strategy,
          confidence: row.confidence,
          oldLocator: row.oldLocator,
          newLocator: row.newLocator,
          expectationUnchanged: row.expectationHashBefore === row.expectationHashAfter,
          updatedAt: row.updatedAt.toISOString(),
        }),
      ),
    listTestResults: async (ctx, runId, testKey) =>
      (await db.tenant(ctx).result.findMany({ where: { runId, testKey }, orderBy: { createdAt: 'asc' } })).map(
        ({ phase, doc }) => ({ phase, result: TestResult.parse(doc) }),
      ),
    findDocument: async (ctx, runId, name) =>
      (await db.tenant(ctx).stage.findUnique({ where: { runId_name: { runId, name } } }))?.docKey ?? null,
    listRunsOf: async (ctx, projectId, limit) =>
      (
        await db.tenant(ctx).run.findMany({
          where: { projectId },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit,
          include: { project: true },
        })
      ).map(toRecord),
    listLatest: (ctx, projectIds) =>
      db.tenant(ctx).$transaction(async (tx) => {
        const newest = await tx.$queryRaw<{ id: string }[]>`
          SELECT DISTINCT ON (project_id) id FROM run WHERE project_id = ANY (${[...projectIds]}::uuid[])
          ORDER BY project_id, created_at DESC, id DESC`;
        const where = { id: { in: newest.map(({ id }) => id) } };
        const rows = await tx.run.findMany({ where, include: { project: true } });
        return new Map(rows.map((row) => [row.projectId, toRecord(row)]));
      }),
    countTests: async (ctx, projectIds) => {
      const rows = await db.tenant(ctx).$queryRaw<{ projectId: string; tests: number }[]>`
        SELECT v.project_id AS "projectId", count(e.id)::int AS tests
        FROM (SELECT DISTINCT ON (project_id) id, project_id FROM suite_version
              WHERE project_id = ANY (${[...projectIds]}::uuid[]) ORDER BY project_id, number DESC) v
        LEFT JOIN suite_entry e ON e.suite_version_id = v.id GROUP BY v.project_id`;
      return new Map(rows.map(({ projectId, tests }) => [projectId, tests]));
    },
  };
}
