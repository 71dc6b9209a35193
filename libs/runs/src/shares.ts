import { AppError, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { randomBytes } from 'node:crypto';

export interface ShareRecord {
  id: string;
  code: string;
  hasPassword: boolean;
  expiresAt: string | null;
  maxViews: number | null;
  views: number;
  createdAt: string;
}

export interface NewShare {
  passwordHash: string | null;
  expiresAt: Date | null;
  maxViews: number | null;
}

/** Links that show a run's report to people without an account. */
export interface Shares {
  list(ctx: TenantContext, runId: string): Promise<ShareRecord[]>;
  create(ctx: TenantContext, runId: string, share: NewShare): Promise<ShareRecord>;
  /** Throws `notFound share.not_found`. */
  revoke(ctx: TenantContext, runId: string, shareId: string): Promise<void>;
  /** Counts one view, in one step; false when it was the one too many, or the link is over. */
  view(ctx: TenantContext, shareId: string): Promise<boolean>;
}

type Row = Awaited<ReturnType<ReturnType<Db['tenant']>['share']['findFirstOrThrow']>>;

const toShare = (row: Row): ShareRecord => ({
  id: row.id,
  code: row.code,
  hasPassword: row.passwordHash !== null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  maxViews: row.maxViews,
  views: row.views,
  createdAt: row.createdAt.toISOString(),
});

export const createShares = ({ db }: { db: Db }): Shares => ({
  list: async (ctx, runId) =>
    (
      await db
        .tenant(ctx)
        .share.findMany({ where: { runId, revokedAt: null }, orderBy: { createdAt: 'desc' }, take: 1000 })
    ).map(toShare),
  create: async (ctx, runId, share) =>
    toShare(
      await db.tenant(ctx).share.create({ data: { runId, code: randomBytes(18).toString('base64url'), ...share } }),
    ),
  revoke: async (ctx, runId, id) => {
    const { count } = await db
      .tenant(ctx)
      .share.updateMany({ where: { id, runId, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) throw new AppError('notFound', 'share.not_found', 'There is no such link.');
  },
  view: async (ctx, id) =>
    (await db.tenant(ctx).$executeRaw`
      UPDATE share SET views = views + 1 WHERE id = ${id}::uuid AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > now()) AND (max_views IS NULL OR views < max_views)`) === 1,
});
