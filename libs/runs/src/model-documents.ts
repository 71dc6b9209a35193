import type { TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

/** How many of the newest are read: one may be of a build that nobody has looked at yet. */
const newest = 2;

/**
 * Where the models lie that runs of the same project, made before this moment, left of the app: the newest first, and at last
 * the very first, which is of the build that the suite was made on.
 */
export async function listModelDocuments(
  db: Db,
  ctx: TenantContext,
  { projectId, before }: { projectId: string; before: string },
): Promise<string[]> {
  const where = {
    name: 'discovery',
    status: 'done',
    docKey: { not: null },
    run: { projectId, createdAt: { lt: before } },
  };
  const rows = await db.tenant(ctx).$transaction(async (tx) => [
    ...(await tx.stage.findMany({
      where,
      orderBy: [{ run: { createdAt: 'desc' } }, { id: 'desc' }],
      take: newest,
      select: { docKey: true },
    })),
    ...(await tx.stage.findMany({
      where,
      orderBy: [{ run: { createdAt: 'asc' } }, { id: 'asc' }],
      take: 1,
      select: { docKey: true },
    })),
  ]);
  return [...new Set(rows.flatMap(({ docKey }) => docKey ?? []))];
}
