import { RunOptions, RunOutcome, type InteractionLevel, type RunPhase, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
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

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export type RunRow = NonNullable<Awaited<ReturnType<typeof findRow>>>;
export const findRow = (db: Db, ctx: TenantContext, id: string) =>
  db.tenant(ctx).run.findUnique({ where: { id }, include: { project: true } });

export function toRecord(row: RunRow): RunRecord {
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
