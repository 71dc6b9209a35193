import type { TenantContext } from '@testforge/core';
import type { ProjectRecord, RunRecord } from '@testforge/runs';
import type { ApiDeps } from './api-deps.js';
import { badgeUrl } from './badge-address.js';
import type { Project, RunLine } from './project-schemas.js';
import { summarise } from './run-view.js';

export const toLine = (run: RunRecord): RunLine => ({
  ...summarise(run),
  tests: run.outcome?.tests ?? null,
  findings: run.outcome?.findings ?? null,
  durationMs: run.startedAt && run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null,
});

/** Projects with their suites' sizes and their newest runs, in two questions for all of them. */
export async function showProjects(
  deps: ApiDeps,
  ctx: TenantContext,
  projects: readonly ProjectRecord[],
): Promise<Project[]> {
  const ids = projects.map(({ id }) => id);
  const latest = await deps.details.listLatest(ctx, ids);
  const kept = await deps.details.countTests(ctx, ids);
  return projects.map((project) => {
    const run = latest.get(project.id);
    return {
      ...project,
      keptTests: kept.get(project.id) ?? 0,
      lastRun: run ? toLine(run) : null,
      badgeUrl: badgeUrl(deps, project, ctx.tenantId),
    };
  });
}

export async function showProject(deps: ApiDeps, ctx: TenantContext, project: ProjectRecord): Promise<Project> {
  const [shown] = await showProjects(deps, ctx, [project]);
  if (!shown) throw new Error('a project was not shown');
  return shown;
}
