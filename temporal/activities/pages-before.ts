import { AppModel, type TenantContext } from '@testforge/core';
import type { PageBefore } from '@testforge/healing';
import type { ActivityDeps } from './deps.js';
import { readDocument, referTo } from './documents.js';

/**
 * The pages as they were when the suite was made, as its first run read them: what was there then, unchanged, is never what a
 * test has lost since. Healing can do without, so that a model that cannot be read any more is only told.
 */
export async function readPagesBefore(
  { db, runs, objects, log }: Pick<ActivityDeps, 'db' | 'runs' | 'objects' | 'log'>,
  ctx: TenantContext,
  projectId: string,
): Promise<PageBefore[]> {
  const first = await db.tenant(ctx).suiteVersion.findFirst({ where: { projectId }, orderBy: { number: 'asc' } });
  if (!first?.runId) return [];
  const key = (await runs.listStages(ctx, first.runId)).find(({ name }) => name === 'discovery')?.docKey;
  if (!key) return [];
  try {
    const { states } = await readDocument(objects, ctx, await referTo(objects, ctx, key), AppModel);
    return states.map(({ path, snapshot: { elements } }) => ({ path, elements }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.warn({ tenantId: ctx.tenantId, runId: first.runId, why }, 'the pages as they were could not be read');
    return [];
  }
}
