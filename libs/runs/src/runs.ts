import {
  endedPhases,
  RunOptions,
  RunOutcome,
  storable,
  TestResult,
  type Finding,
  type InteractionLevel,
  type LedgerEntry,
  type RunPhase,
  type StageName,
  type TenantContext,
} from '@testforge/core';
import { AppError } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { z } from 'zod';
import { defaultInteraction } from './interaction.js';

export interface RunRecord {
  id: string;
  projectId: string;
  projectName: string;
  url: string;
  release: string | null;
  status: RunPhase;
  workflowId: string;
  options: RunOptions;
  outcome: RunOutcome | null;
  interaction: InteractionLevel;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
}

export interface StageRecord {
  name: string;
  status: string;
  startedAt: string | null;
  endedAt: string | null;
  docKey: string | null;
}

/** What has happened: the record of runs. Everything written here may be written again with the same effect. */
export interface Runs {
  /** Finds the project by name, or makes it. The name defaults to the address's origin. */
  openProject(ctx: TenantContext, project: { name: string; baseUrl: string }): Promise<{ id: string; name: string }>;
  /** Makes a run, or returns the one that was made under the same idempotency key. */
  create(
    ctx: TenantContext,
    run: { projectId: string; options: RunOptions; idempotencyKey: string; workflowId: (runId: string) => string },
  ): Promise<{ run: RunRecord; existed: boolean }>;
  /** Throws `notFound run.not_found`. */
  get(ctx: TenantContext, runId: string): Promise<RunRecord>;
  list(ctx: TenantContext, page: { limit: number; before?: string | undefined }): Promise<RunRecord[]>;
  begin(ctx: TenantContext, runId: string): Promise<void>;
  /** Ends the run once; a later call with another status changes nothing. */
  end(ctx: TenantContext, runId: string, status: RunPhase, outcome: RunOutcome | null): Promise<void>;
  stageStarted(ctx: TenantContext, runId: string, name: StageName): Promise<void>;
  stageEnded(
    ctx: TenantContext,
    runId: string,
    name: StageName,
    status: 'done' | 'failed' | 'cancelled',
    docKey: string | null,
  ): Promise<void>;
  listStages(ctx: TenantContext, runId: string): Promise<StageRecord[]>;
  recordResult(ctx: TenantContext, runId: string, phase: string, result: TestResult): Promise<void>;
  listResults(ctx: TenantContext, runId: string, phase: string): Promise<TestResult[]>;
  recordFindings(ctx: TenantContext, runId: string, findings: Finding[]): Promise<void>;
  recordLedger(ctx: TenantContext, runId: string, stage: string, entries: LedgerEntry[]): Promise<void>;
  /**
   * What was broken already when the project's suite was made, so that it explains no later failure.
   * Trouble that came afterwards is never known: it may be the very bug.
   */
  findTroubleAtFirst(ctx: TenantContext, projectId: string): Promise<KnownTrouble>;
}

export interface KnownTrouble {
  pageErrors: string[];
  /** `METHOD /path`. */
  serverErrors: string[];
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;
const findRow = (db: Db, ctx: TenantContext, id: string) =>
  db.tenant(ctx).run.findUnique({ where: { id }, include: { project: true } });

function toRecord(row: Row): RunRecord {
  const options = RunOptions.parse(row.options);
  return {
    id: row.id,
    projectId: row.projectId,
    projectName: row.project.name,
    url: row.url,
    release: row.release,
    status: row.status as RunPhase,
    workflowId: row.workflowId,
    options,
    outcome: row.outcome === null ? null : RunOutcome.parse(row.outcome),
    interaction: options.interaction ?? defaultInteraction(row.url),
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    endedAt: iso(row.endedAt),
  };
}

const Evidence = z.object({ message: z.string().optional(), method: z.string().optional() });

function toKnownTrouble(findings: { kind: string; url: string | null; doc: unknown }[]): KnownTrouble {
  const told = findings.map((finding) => ({ ...finding, evidence: Evidence.catch({}).parse(finding.doc) }));
  return {
    pageErrors: told.flatMap(({ kind, evidence }) =>
      kind === 'page_error' && evidence.message ? [evidence.message] : [],
    ),
    serverErrors: told.flatMap(({ kind, url, evidence }) =>
      kind === 'server_error' && url && URL.canParse(url)
        ? [`${evidence.method ?? 'GET'} ${new URL(url).pathname}`]
        : [],
    ),
  };
}

export function createRuns({ db }: { db: Db }): Runs {
  const get: Runs['get'] = async (ctx, runId) => {
    const row = await findRow(db, ctx, runId);
    if (!row) throw new AppError('notFound', 'run.not_found', 'There is no such run.', { details: { runId } });
    return toRecord(row);
  };
  return {
    get,
    openProject: async (ctx, { name, baseUrl }) => {
      // Not an upsert: with the tenant filled in by the database, Prisma's is two statements, and two callers at once collide.
      await db.tenant(ctx).project.createMany({
        data: [{ name, baseUrl, interactionLevel: defaultInteraction(baseUrl) }],
        skipDuplicates: true,
      });
      return db.tenant(ctx).project.findUniqueOrThrow({
        where: { tenantId_name: { tenantId: ctx.tenantId, name } },
        select: { id: true, name: true },
      });
    },
    create: async (ctx, { projectId, options, idempotencyKey, workflowId }) => {
      const id = crypto.randomUUID();
      const data = {
        id,
        projectId,
        kind: 'test',
        status: 'queued',
        url: options.url,
        release: options.release ?? null,
        idempotencyKey,
        workflowId: workflowId(id),
        options,
      };
      const { count } = await db.tenant(ctx).run.createMany({ data: [data], skipDuplicates: true });
      const row = await db.tenant(ctx).run.findUniqueOrThrow({
        where: { tenantId_idempotencyKey: { tenantId: ctx.tenantId, idempotencyKey } },
        include: { project: true },
      });
      return { run: toRecord(row), existed: count === 0 };
    },
    list: async (ctx, { limit, before }) => {
      const rows = await db.tenant(ctx).run.findMany({
        where: before ? { createdAt: { lt: new Date(before) } } : {},
        orderBy: { createdAt: 'desc' },
        take: limit,
        include: { project: true },
      });
      return rows.map(toRecord);
    },
    begin: async (ctx, runId) =>
      void (await db.tenant(ctx).run.updateMany({
        where: { id: runId, status: 'queued' },
        data: { status: 'running', startedAt: new Date() },
      })),
    end: async (ctx, runId, status, outcome) => {
      await db.tenant(ctx).run.updateMany({
        where: { id: runId, status: { notIn: [...endedPhases] } },
        data: { status, endedAt: new Date(), ...(outcome ? { outcome: storable(outcome) } : {}) },
      });
    },
    stageStarted: async (ctx, runId, name) => {
      const where = { runId_name: { runId, name } };
      await db.tenant(ctx).stage.upsert({
        where,
        create: { runId, name, status: 'running', startedAt: new Date() },
        update: { attempt: { increment: 1 }, status: 'running' },
      });
    },
    stageEnded: async (ctx, runId, name, status, docKey) =>
      void (await db
        .tenant(ctx)
        .stage.updateMany({ where: { runId, name }, data: { status, endedAt: new Date(), docKey } })),
    listStages: async (ctx, runId) => {
      const rows = await db.tenant(ctx).stage.findMany({ where: { runId }, orderBy: { startedAt: 'asc' } });
      return rows.map((row) => ({
        name: row.name,
        status: row.status,
        startedAt: iso(row.startedAt),
        endedAt: iso(row.endedAt),
        docKey: row.docKey,
      }));
    },
    recordResult: async (ctx, runId, phase, result) => {
      const where = { runId_testKey_phase_attempt: { runId, testKey: result.key, phase, attempt: 1 } };
      const data = { status: result.status, durationMs: Math.round(result.durationMs), doc: storable(result) };
      await db
        .tenant(ctx)
        .result.upsert({ where, create: { runId, testKey: result.key, phase, attempt: 1, ...data }, update: data });
    },
    listResults: async (ctx, runId, phase) =>
      (await db.tenant(ctx).result.findMany({ where: { runId, phase } })).map((row) => TestResult.parse(row.doc)),
    recordFindings: async (ctx, runId, findings) => {
      const data = findings.map((finding) => ({
        runId,
        key: finding.key,
        kind: finding.kind,
        severity: finding.severity,
        title: finding.title,
        url: finding.url,
        doc: JSON.parse(JSON.stringify(finding.evidence)) as object,
      }));
      await db.tenant(ctx).finding.createMany({ data: storable(data), skipDuplicates: true });
    },
    recordLedger: async (ctx, runId, stage, entries) => {
      const data = entries.map((entry, position) => ({
        runId,
        stage,
        position,
        method: entry.method,
        urlTemplate: entry.urlTemplate,
        created: entry.created ?? null,
        cleaned: entry.cleanedUp ?? false,
        doc: { status: entry.status },
      }));
      await db.tenant(ctx).ledgerEntry.createMany({ data: storable(data), skipDuplicates: true });
    },
    findTroubleAtFirst: async (ctx, projectId) => {
      const first = await db.tenant(ctx).suiteVersion.findFirst({ where: { projectId }, orderBy: { number: 'asc' } });
      if (!first?.runId) return { pageErrors: [], serverErrors: [] };
      const where = { runId: first.runId, kind: { in: ['page_error', 'server_error'] } };
      return toKnownTrouble(await db.tenant(ctx).finding.findMany({ where }));
    },
  };
}
