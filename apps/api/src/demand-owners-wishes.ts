import { covers, type Principal } from '@testforge/identity';
import { AppError, type TenantContext } from '@testforge/core';
import { widerThan } from '@testforge/runs';
import type { ApiDeps } from './api-deps.js';
import type { StartRun } from './schemas.js';

const permission = 'project:write';

const refused = (why: string): AppError =>
  new AppError('forbidden', 'auth.not_allowed', `${why} This key or role lacks “${permission}”.`, {
    details: { permission },
  });

/**
 * Whoever may start runs of a project decides nothing for its owner: a new project, what is kept to enter the app, and
 * whatever goes beyond the project's own settings demand what changing the project does.
 */
export async function demandOwnersWishes(
  { projects }: Pick<ApiDeps, 'projects'>,
  ctx: TenantContext,
  { grants }: Pick<Principal, 'grants'>,
  request: StartRun & { project: string },
): Promise<void> {
  if (covers(grants, permission)) return;
  const project = await projects.findByName(ctx, request.project);
  if (!project) throw refused('There is no project of this name, and this run would make one.');
  if (request.access)
    throw refused('How the app is entered is kept for the project: leave it out, and what is kept is used.');
  const wider = widerThan(project, request);
  if (wider.length > 0) throw refused(`This run goes beyond what its project allows: ${wider.join(', ')}.`);
}
