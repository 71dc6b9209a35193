import {
  AppError,
  contentHash,
  endedPhases,
  LedgerEntry,
  runMoves,
  storable,
  TestResult,
  type Finding,
  type KnownTrouble,
  type RunOutcome,
  type RunPhase,
  type RunWishes,
  type StageName,
  type TenantContext,
  type Tries,
} from '@testforge/core';
import type { Db, TenantTransaction } from '@testforge/platform/db';
import { defaultInteraction } from './interaction.js';
import { countFlakes, type FlakeMemory } from './flakes.js';
import { optionsUnder } from './options-under-project.js';
import { listModelDocuments } from './model-documents.js';
import { listReceiptDocuments } from './receipt-documents.js';
import { countTries } from './tries.js';
import { findKnownTrouble } from './known-trouble.js';
import { readSchedule, writeSchedule, type ProjectSchedule } from './schedules.js';
import { findRow, iso, toRecord, type RunRecord, type StageRecord } from './run-record.js';

/** What has happened: the record of runs. Everything written here may be written again with the same effect. */
export interface Runs {
  /** Finds the project by name, or makes it. The name defaults to the address's origin. */
  openProject(ctx: TenantContext, project: { name: string; baseUrl: string }): Promise<{ id: string; name: string }>;
  /**
   * Makes a run, or returns the one that was made under the same idempotency key. What was not asked for is as the
   * project has it.
   * Throws `conflict run.other_request` when that one was asked for with other wishes.
   */
  create(
    ctx: TenantContext,
    run: { projectId: string; options: RunWishes; idempotencyKey: string; workflowId: (runId: string) => string },
  ): Promise<{ run: RunRecord; existed: boolean }>;
  /** Throws `notFound run.not_found`. */
  get(ctx: TenantContext, runId: string): Promise<RunRecord>;
  /** Newest first. `before` is the last run of the page before. */
  list(ctx: TenantContext, page: { limit: number; before?: RunPlace | undefined }): Promise<RunRecord[]>;
  /** The run of the same project that ended last before this one was made and has a report; null when there is none. */
  findPrevious(ctx: TenantContext, runId: string): Promise<RunRecord | null>;
  begin(ctx: TenantContext, runId: string): Promise<void>;
  /** Ends the run once; a later call with another status changes nothing. */
  end(ctx: TenantContext, runId: string, status: RunPhase, outcome: RunOutcome | null): Promise<void>;
  /** A run that is under way pauses or goes on; on one that has ended nothing changes. */
  move(ctx: TenantContext, runId: string, to: 'paused' | 'running'): Promise<void>;
  /** A person has answered what a run waited for. Only a waiting run moves; its outcome is told anew in any case. */
  answered(ctx: TenantContext, runId: string, status: RunPhase, outcome: RunOutcome): Promise<void>;
  stageStarted(ctx: TenantContext, runId: string, name: StageName): Promise<void>;
  stageEnded(
    ctx: TenantContext,
    runId: string,
    name: StageName,
    status: 'done' | 'failed' | 'cancelled',
    docKey: string | null,
  ): Promise<void>;
  listStages(ctx: TenantContext, runId: string): Promise<StageRecord[]>;
  /**
   * Where the models of the app lie in the object store that earlier runs of the project left: the newest two, the newer
   * first, and the very first. Throws `notFound run.not_found`.
   */
  listModelDocuments(ctx: TenantContext, runId: string): Promise<string[]>;
  /** Where the kill receipts of a project lie in the object store, the newest run's first. */
  listReceiptDocuments(ctx: TenantContext, projectId: string): Promise<string[]>;
  /** Adds to the time for which a stage held a sandbox, in milliseconds. */
  addSandboxMs(ctx: TenantContext, runId: string, name: StageName, ms: number): Promise<void>;
  /** The sandbox time of all stages of a run together, in milliseconds. */
  totalSandboxMs(ctx: TenantContext, runId: string): Promise<number>;
  recordResult(ctx: TenantContext, runId: string, phase: string, result: TestResult): Promise<void>;
  listResults(ctx: TenantContext, runId: string, phase: string): Promise<TestResult[]>;
  /** Takes over what passed in a phase of another run, so that it is not done again; what failed gets fresh evidence. */
  copyResults(ctx: TenantContext, from: string, to: string, phase: string): Promise<void>;
  recordFindings(ctx: TenantContext, runId: string, findings: Finding[]): Promise<void>;
  recordLedger(ctx: TenantContext, runId: string, stage: string, entries: LedgerEntry[]): Promise<void>;
  /** Null when the project has none, or there is no such project. */
  findSchedule(ctx: TenantContext, projectId: string): Promise<ProjectSchedule | null>;
  /** With null it is forgotten. */
  keepSchedule(ctx: TenantContext, projectId: string, schedule: ProjectSchedule | null): Promise<void>;
  listLedger(ctx: TenantContext, runId: string, stage: string): Promise<LedgerEntry[]>;
  /** What was broken already when each test was kept, by its key, so that it explains no later failure. */
  findKnownTrouble(ctx: TenantContext, projectId: string): Promise<(testKey: string) => KnownTrouble>;
  /** Which tests were flaky in the project's latest runs before this one. */
  countFlakes(ctx: TenantContext, runId: string): Promise<FlakeMemory>;
  /** How often each test of a project passed, and how often at a second try only, by its key. */
  countTries(ctx: TenantContext, projectId: string): Promise<ReadonlyMap<string, Tries>>;
}

/** Where a run stands in the list of all. */
export interface RunPlace {
  createdAt: string;
  id: string;
}

const otherRequest = (): AppError =>
  new AppError(
    'conflict',
    'run.other_request',
    'Under this idempotency key another run was asked for. Use a key once for each request.',
  );

/** In one transaction: a start waits for it. */
async function createRun(
  tx: TenantTransaction,
  { tenantId }: TenantContext,
  { projectId, options: asked, idempotencyKey, workflowId }: Parameters<Runs['create']>[1],
): ReturnType<Runs['create']> {
  const id = crypto.randomUUID();
  const project = await tx.project.findUniqueOrThrow({ where: { id: projectId } });
  const options = optionsUnder(project, asked);
  const data = {
    id,
    projectId,
    kind: 'test',
    status: 'queued',
    url: options.url,
    release: options.release ?? null,
    idempotencyKey,
    requestHash: contentHash({ projectId, options: asked }),
    workflowId: workflowId(id),
    options,
  };
  const { count } = await tx.run.createMany({ data: [data], skipDuplicates: true });
  const row = await tx.run.findUniqueOrThrow({
    where: { tenantId_idempotencyKey: { tenantId, idempotencyKey } },
    include: { project: true },
  });
  if (row.requestHash !== null && row.requestHash !== data.requestHash) throw otherRequest();
  return { run: toRecord(row), existed: count === 0 };
}

export function createRuns({ db }: { db: Db }): Runs {
  const get: Runs['get'] = async (ctx, runId) => {
    const row = await findRow(db, ctx, runId);
    if (!row) throw new AppError('notFound', 'run.not_found', 'There is no such run.', { details: { runId } });
    return toRecord(row);
  };
  return {
    get,
    openProject: (ctx, { name, baseUrl }) =>
      db.tenant(ctx).$transaction(async (tx) => {
        // Not an upsert: with the tenant filled in by the database, Prisma's is two statements, and two callers at once collide.
        await tx.project.createMany({
          data: [{ name, baseUrl, interactionLevel: defaultInteraction(baseUrl) }],
          skipDuplicates: true,
        });
        return tx.project.findUniqueOrThrow({
          where: { tenantId_name: { tenantId: ctx.tenantId, name } },
          select: { id: true, name: true },
        });
      }),
    create: (ctx, wanted) => db.tenant(ctx).$transaction((tx) => createRun(tx, ctx, wanted)),
    list: async (ctx, { limit, before }) => {
      const rows = await db.tenant(ctx).run.findMany({
        where: before ? { OR: olderThan(before) } : {},
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit,
        include: { project: true },
      });
      return rows.map(toRecord);
    },
    findPrevious: async (ctx, runId) => {
      const { projectId, createdAt, id } = await get(ctx, runId);
      const row = await db.tenant(ctx).run.findFirst({
        where: {
          projectId,
          OR: olderThan({ createdAt, id }),
          status: { in: ['passed', 'passed_after_healing', 'waiting', 'failed'] },
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        include: { project: true },
      });
      return row && toRecord(row);
    },
    move: async (ctx, runId, to) => {
      const from = Object.entries(runMoves).flatMap(([phase, moves]) =>
        (moves as readonly string[]).includes(to) && phase !== 'queued' ? [phase] : [],
      );
      await db.tenant(ctx).run.updateMany({ where: { id: runId, status: { in: from } }, data: { status: to } });
    },
    answered: async (ctx, runId, status, outcome) => {
      const run = db.tenant(ctx).run;
      if ((runMoves.waiting as readonly string[]).includes(status))
        await run.updateMany({ where: { id: runId, status: 'waiting' }, data: { status } });
      await run.updateMany({ where: { id: runId }, data: { outcome: storable(outcome) } });
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
    listModelDocuments: async (ctx, runId) => {
      const { projectId, createdAt } = await get(ctx, runId);
      return listModelDocuments(db, ctx, { projectId, before: createdAt });
    },
    listReceiptDocuments: (ctx, projectId) => listReceiptDocuments(db, ctx, projectId),
    addSandboxMs: async (ctx, runId, name, ms) => {
      const data = { sandboxMs: { increment: Math.round(ms) } };
      await db.tenant(ctx).stage.updateMany({ where: { runId, name }, data });
    },
    totalSandboxMs: async (ctx, runId) =>
      (await db.tenant(ctx).stage.aggregate({ where: { runId }, _sum: { sandboxMs: true } }))._sum.sandboxMs ?? 0,
    recordResult: async (ctx, runId, phase, result) => {
      const where = { runId_testKey_phase_attempt: { runId, testKey: result.key, phase, attempt: 1 } };
      const data = { status: result.status, durationMs: Math.round(result.durationMs), doc: storable(result) };
      await db
        .tenant(ctx)
        .result.upsert({ where, create: { runId, testKey: result.key, phase, attempt: 1, ...data }, update: data });
    },
    listResults: async (ctx, runId, phase) =>
      (await db.tenant(ctx).result.findMany({ where: { runId, phase } })).map((row) => TestResult.parse(row.doc)),
    copyResults: async (ctx, from, to, phase) => {
      const rows = await db.tenant(ctx).result.findMany({
        where: { runId: from, phase, status: { in: ['passed', 'flaky'] } },
        select: { testKey: true, phase: true, attempt: true, status: true, durationMs: true, doc: true },
      });
      const data = rows.map((row) => ({ ...row, runId: to, doc: TestResult.parse(row.doc) }));
      await db.tenant(ctx).result.createMany({ data, skipDuplicates: true });
    },
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
        doc: entry,
      }));
      await db.tenant(ctx).ledgerEntry.createMany({ data: storable(data), skipDuplicates: true });
    },
    findSchedule: (ctx, projectId) => readSchedule(db, ctx, projectId),
    keepSchedule: (ctx, projectId, schedule) => writeSchedule(db, ctx, projectId, schedule),
    listLedger: async (ctx, runId, stage) => {
      const rows = await db.tenant(ctx).ledgerEntry.findMany({ where: { runId, stage }, orderBy: { position: 'asc' } });
      return rows.map((row) => LedgerEntry.parse(row.doc));
    },
    countTries: (ctx, projectId) => countTries(db, ctx, projectId),
    countFlakes: async (ctx, runId) => countFlakes(db, ctx, await get(ctx, runId)),
    findKnownTrouble: (ctx, projectId) => findKnownTrouble(db, ctx, projectId),
  };
}

const olderThan = ({ createdAt, id }: RunPlace) => [
  { createdAt: { lt: new Date(createdAt) } },
  { createdAt: new Date(createdAt), id: { lt: id } },
];
