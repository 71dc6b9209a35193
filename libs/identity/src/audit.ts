import type { TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';

/** Something that was changed, and by whom. */
export interface AuditEntry {
  id: string;
  /** The user, or `key:` and the id of an API key that is nobody's. */
  actor: string | null;
  /** Name of the operation, as the API's description has it. */
  action: string;
  /** What it was done to. */
  subject: string;
  subjectId: string | null;
  address: string | null;
  requestId: string;
  at: string;
}

export interface Audit {
  record(ctx: TenantContext, entry: Omit<AuditEntry, 'id' | 'at' | 'requestId'>): Promise<void>;
  /** Newest first. `before` is the last entry of the page before. */
  list(ctx: TenantContext, page: { limit: number; before?: string | undefined }): Promise<AuditEntry[]>;
}

/** Append-only: the application’s role can neither change nor remove an entry. */
export const createAudit = ({ db }: { db: Db }): Audit => ({
  record: async (ctx, { actor, ...entry }) => {
    const data = { ...entry, actorId: actor, requestId: ctx.requestId };
    await db.tenant(ctx).auditEntry.create({ data });
  },
  list: async (ctx, { limit, before }) => {
    // Ids are of version 7: they rise with time.
    const rows = await db.tenant(ctx).auditEntry.findMany({
      where: before ? { id: { lt: before } } : {},
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(({ id, actorId, action, subject, subjectId, address, requestId, createdAt }) => ({
      id,
      actor: actorId,
      action,
      subject,
      subjectId,
      address,
      requestId,
      at: createdAt.toISOString(),
    }));
  },
});
