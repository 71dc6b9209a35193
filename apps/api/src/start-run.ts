import { randomUUID } from 'node:crypto';
import { AppError, type TenantContext } from '@testforge/core';
import { readFeature } from '@testforge/design/scenarios';
import type { Principal } from '@testforge/identity';
import type { RunRecord } from '@testforge/runs';
import { testRunWorkflowId } from '@testforge/temporal/contracts';
import type { ApiDeps } from './api-deps.js';
import { demandOwnersWishes } from './demand-owners-wishes.js';
import { invalidRequest } from './invalid-request.js';
import { IdempotencyKey, type StartRun } from './schemas.js';

/**
 * Records the run and starts its workflow. The same idempotency key gives the same run, and never a second workflow.
 * Throws `forbidden auth.not_allowed` where `who` may start runs and asks for what the project's owner decides.
 */
export async function startRun(
  { runs, workflows, access, ...deps }: Pick<ApiDeps, 'runs' | 'workflows' | 'access' | 'projects' | 'identity'>,
  ctx: TenantContext,
  { request, who, idempotencyKey = randomUUID() }: { request: StartRun; who: Principal; idempotencyKey?: string },
): Promise<RunRecord> {
  const { project: name = new URL(request.url).origin, access: entry, ...rest } = request;
  const key = IdempotencyKey.safeParse(idempotencyKey);
  if (!key.success)
    throw invalidRequest(key.error.issues.map(({ message }) => ({ message, path: ['idempotency-key'] })));
  // What is no Gherkin is said at once, and not after exploring.
  rest.scenarios?.forEach(readFeature);
  await demandOwnersWishes(deps, ctx, who, { ...request, project: name });
  const project = await runs.openProject(ctx, { name, baseUrl: request.url });
  if (rest.continues !== undefined && (await runs.get(ctx, rest.continues)).projectId !== project.id)
    throw new AppError('invalid', 'run.other_project', 'The run to go on from is one of another project.');
  const { run } = await runs.create(ctx, {
    projectId: project.id,
    options: rest,
    idempotencyKey,
    workflowId: testRunWorkflowId,
  });
  // One that has begun has its workflow already; this also starts one whose first start was cut off.
  if (run.status !== 'queued') return run;
  if (entry) await access.keep(ctx, run.projectId, run.url, entry);
  await workflows.start({ tenantId: ctx.tenantId, runId: run.id, projectId: run.projectId, requestId: ctx.requestId });
  return run;
}
