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

export interface FoundSignIn {
  userId: string;
  /** The tenant the person joined first. */
  tenantId: string;
  /** Of the password, as it was registered. */
  hash: string;
}

export interface NewTenant {
  tenantId: string;
  name: string;
  slug: string;
  userId: string;
  email: string;
  displayName: string;
  passwordHash: string;
}

export interface UnfinishedRun {
  id: string;
  tenantId: string;
  workflowId: string;
}

/** Answers about what a caller already holds. Nothing can be listed, but for the ids of what the platform itself is at. */
export interface Lookup {
  /** A key that is neither revoked nor expired. `hash` is the hex SHA-256 of the key. */
  findApiKeyByHash(hash: string): Promise<FoundApiKey | null>;
  /** A share that is neither revoked, expired nor used up. Counting the view is the caller's, in the tenant's scope. */
  findShareByCode(code: string): Promise<FoundShare | null>;
  /** `email` as it was registered: trimmed and in lower case. */
  findSignIn(email: string): Promise<FoundSignIn | null>;
  /** Makes a tenant and its owner. False when the address is taken. */
  register(tenant: NewTenant): Promise<boolean>;
  setPassword(userId: string, hash: string): Promise<void>;
  /** The tenant of a project whose badge everybody may see. */
  findPublicBadge(projectId: string): Promise<string | null>;
  /** Runs of every tenant that were made before this moment and have not ended; the oldest thousand. */
  listUnfinishedRuns(madeBefore: Date): Promise<UnfinishedRun[]>;
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
  async findSignIn(email) {
    const rows = await base.$queryRaw<FoundSignIn[]>`
      SELECT user_id AS "userId", tenant_id AS "tenantId", hash FROM find_sign_in(${email})`;
    return rows[0] ?? null;
  },
  async register({ tenantId, name, slug, userId, email, displayName, passwordHash }) {
    try {
      await base.$executeRaw`SELECT register_tenant(${tenantId}::uuid, ${name}, ${slug}, ${userId}::uuid, ${email}, ${displayName}, ${passwordHash})`;
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  },
  async setPassword(userId, hash) {
    await base.$executeRaw`SELECT set_password(${userId}::uuid, ${hash})`;
  },
  async findPublicBadge(projectId) {
    const rows = await base.$queryRaw<{ tenantId: string }[]>`
      SELECT tenant_id AS "tenantId" FROM find_public_badge(${projectId}::uuid)`;
    return rows[0]?.tenantId ?? null;
  },
  listUnfinishedRuns: (madeBefore) => base.$queryRaw<UnfinishedRun[]>`
    SELECT id, tenant_id AS "tenantId", workflow_id AS "workflowId" FROM list_unfinished_runs(${madeBefore}::timestamptz)`,
});

/** PostgreSQL's 23505, as Prisma wraps it for raw queries. */
const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && /23505|unique constraint|already exists/i.test(error.message);
