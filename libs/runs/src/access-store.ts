import { Access, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import type { Vault } from '@testforge/platform/secrets';

export interface KeptAccess {
  origin: string;
  /** Names of what is kept. */
  holds: (keyof Access)[];
  since: string;
}

/**
 * How the app of a project is entered, sealed at rest. Kept for the origin it was given for: a run on another address never
 * carries a password there.
 */
export interface AccessStore {
  /**
   * Takes the place of what was kept for this project and the address's origin; further log-ins stay where nothing is said
   * of them, since the kept suite may have tests that begin with them.
   */
  keep(ctx: TenantContext, projectId: string, url: string, access: Access): Promise<void>;
  /** What is kept for the address's origin; empty where nothing is. Throws what the vault throws. */
  find(ctx: TenantContext, projectId: string, url: string): Promise<Access>;
  /** What is kept for which origins, without any of it. */
  list(ctx: TenantContext, projectId: string): Promise<KeptAccess[]>;
  /** Forgets all of the project's. */
  forget(ctx: TenantContext, projectId: string): Promise<void>;
}

const kind = 'access';

export function createAccessStore({ db, vault }: { db: Db; vault: Vault }): AccessStore {
  const rolesIn = (ctx: TenantContext, row: Parameters<Vault['open']>[1]): Access['roles'] => {
    try {
      return Access.parse(JSON.parse(vault.open(ctx, row))).roles;
    } catch {
      // Sealed with a key that is gone: it must be possible to give all of it anew.
      return undefined;
    }
  };
  return {
    keep: async (ctx, projectId, url, access) => {
      const name = new URL(url).origin;
      const given = Access.parse(access);
      await db.tenant(ctx).$transaction(async (tx) => {
        const before = await tx.credential.findFirst({ where: { projectId, kind, name } });
        const roles = given.roles ?? (given.user !== undefined && before ? rolesIn(ctx, before) : undefined);
        const sealed = vault.seal(ctx, JSON.stringify({ ...given, roles }));
        await tx.credential.deleteMany({ where: { projectId, kind, name } });
        await tx.credential.createMany({ data: [{ projectId, kind, name, ...sealed }], skipDuplicates: true });
      });
    },
    find: async (ctx, projectId, url) => {
      const name = new URL(url).origin;
      const row = await db.tenant(ctx).credential.findFirst({ where: { projectId, kind, name } });
      return row ? Access.parse(JSON.parse(vault.open(ctx, row))) : {};
    },
    list: async (ctx, projectId) => {
      const rows = await db.tenant(ctx).credential.findMany({ where: { projectId, kind }, orderBy: { name: 'asc' } });
      return rows.map((row) => ({
        origin: row.name,
        holds: Object.keys(Access.parse(JSON.parse(vault.open(ctx, row)))) as (keyof Access)[],
        since: row.createdAt.toISOString(),
      }));
    },
    forget: async (ctx, projectId) => void (await db.tenant(ctx).credential.deleteMany({ where: { projectId, kind } })),
  };
}
