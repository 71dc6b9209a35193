import { AppError, type TenantContext } from '@testforge/core';
import { createApiKey, hashApiKey, type Db } from '@testforge/platform/db';
import { covers } from './permissions.js';

/** What is kept of a key: enough to recognise it, not to use it. */
export interface KeptApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

export interface ApiKeys {
  list(ctx: TenantContext): Promise<KeptApiKey[]>;
  /** Also one that was revoked. Throws `notFound key.not_found`. */
  get(ctx: TenantContext, id: string): Promise<KeptApiKey>;
  /**
   * Makes a key of this person; the plain key is in this answer and nowhere else.
   * Throws `forbidden auth.not_allowed` for a scope beyond what its maker holds.
   */
  create(
    ctx: TenantContext,
    key: {
      name: string;
      scopes: string[];
      expiresAt: Date | null;
      madeBy: { userId: string | null; grants: readonly string[] };
    },
  ): Promise<KeptApiKey & { key: string }>;
  /** Whether a key is there and neither revoked nor expired: what was opened with it lasts no longer. */
  isGood(ctx: TenantContext, id: string): Promise<boolean>;
  /** Throws `notFound key.not_found`. */
  revoke(ctx: TenantContext, id: string): Promise<void>;
}

type Row = Awaited<ReturnType<ReturnType<Db['tenant']>['apiKey']['findFirstOrThrow']>>;

const keep = (row: Row): KeptApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

const notFound = (): AppError => new AppError('notFound', 'key.not_found', 'There is no such key.');

export const createApiKeys = ({ db }: { db: Db }): ApiKeys => ({
  list: async (ctx) =>
    (await db.tenant(ctx).apiKey.findMany({ where: { revokedAt: null }, orderBy: { createdAt: 'desc' } })).map(keep),
  get: async (ctx, id) => {
    const row = await db.tenant(ctx).apiKey.findUnique({ where: { id } });
    if (!row) throw notFound();
    return keep(row);
  },
  create: async (ctx, { name, scopes, expiresAt, madeBy }) => {
    const beyond = scopes.filter((scope) => !covers(madeBy.grants, scope));
    if (beyond.length > 0)
      throw new AppError(
        'forbidden',
        'auth.not_allowed',
        `You may not hand on what you may not do: ${beyond.join(', ')}.`,
      );
    const key = createApiKey();
    const data = { name, scopes, expiresAt, userId: madeBy.userId, hash: hashApiKey(key), prefix: key.slice(0, 12) };
    return { ...keep(await db.tenant(ctx).apiKey.create({ data })), key };
  },
  isGood: async (ctx, id) => {
    const row = await db.tenant(ctx).apiKey.findUnique({ where: { id } });
    return row !== null && row.revokedAt === null && (row.expiresAt === null || row.expiresAt > new Date());
  },
  revoke: async (ctx, id) => {
    const { count } = await db
      .tenant(ctx)
      .apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) throw notFound();
  },
});
