import type { TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

/** Most projects have one for their first run and one for each that proposed something. */
const documentsAtMost = 50;

/** Where the kill receipts of a project lie in the object store, the newest run's first. */
export async function listReceiptDocuments(db: Db, ctx: TenantContext, projectId: string): Promise<string[]> {
  const rows = await db.tenant(ctx).stage.findMany({
    where: { name: 'receipts', docKey: { not: null }, run: { projectId } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: documentsAtMost,
    select: { docKey: true },
  });
  return rows.flatMap(({ docKey }) => docKey ?? []);
}
