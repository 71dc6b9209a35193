import { AppModel, Report, TestProject, type TenantContext } from '@testforge/core';
import { isAppError } from '@testforge/core';
import type { ZodType } from 'zod';
import type { ApiDeps } from './api-deps.js';

type Deps = Pick<ApiDeps, 'details' | 'objects'>;

async function readOrNull<T>(
  { objects }: Deps,
  ctx: TenantContext,
  key: string | null,
  schema: ZodType<T>,
): Promise<T | null> {
  if (key === null) return null;
  try {
    return schema.parse(JSON.parse((await objects.get(ctx, key)).toString('utf8')));
  } catch (error) {
    // A document that is not there (any more) is told as absent, everything else is a fault.
    if (isAppError(error) && error.kind === 'notFound') return null;
    throw error;
  }
}

/** What the stages of a run left, each null where the run did not get that far. */
export const readModel = async (deps: Deps, ctx: TenantContext, runId: string): Promise<AppModel | null> =>
  readOrNull(deps, ctx, await deps.details.findDocument(ctx, runId, 'discovery'), AppModel);

export const readProject = async (deps: Deps, ctx: TenantContext, runId: string): Promise<TestProject | null> =>
  readOrNull(deps, ctx, await deps.details.findDocument(ctx, runId, 'scriptgen'), TestProject);

export const readReport = (deps: Deps, ctx: TenantContext, runId: string): Promise<Report | null> =>
  readOrNull(deps, ctx, `runs/${runId}/report/report.json`, Report);
