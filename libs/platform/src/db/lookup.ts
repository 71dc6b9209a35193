import type { PrismaClient } from './generated/client.js';

export interface FoundApiKey {
  id: string;
  tenantId: string;
  userId: string | null;
  scopes: string[];
}

export interface FoundShare {
  id: string;
  tenantId: string;
  runId: string;
  /** Set when the page asks for a password. */
  passwordHash: string | null;
}

/** Answers about what a caller already holds; nothing can be listed. */
export interface Lookup {
  /** A key that is neither revoked nor expired. `hash` is the hex SHA-256 of the key. */
  findApiKeyByHash(hash: string): Promise<FoundApiKey | null>;
  /** A share that is neither revoked, expired nor used up. Counting the view is the caller's, in the tenant's scope. */
  findShareByCode(code: string): Promise<FoundShare | null>;
}

export const createLookup = (base: PrismaClient): Lookup => ({
  async findApiKeyByHash(hash) {
    const rows = await base.$queryRaw<FoundApiKey[]>`
      SELECT id, tenant_id AS "tenantId", user_id AS "userId", scopes FROM find_api_key(${hash})`;
    return rows[0] ?? null;
  },
  async findShareByCode(code) {
    const rows = await base.$queryRaw<FoundShare[]>`
      SELECT id, tenant_id AS "tenantId", run_id AS "runId", password_hash AS "passwordHash" FROM find_share(${code})`;
    return rows[0] ?? null;
  },
});
