import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { withConnection } from './cluster.js';

/** Ids are fixed so that seeding twice changes nothing; permissions are `resource:action`, `*` for all. */
export const systemRoles = {
  owner: { id: '00000000-0000-4000-8000-000000000001', permissions: ['*'] },
  admin: { id: '00000000-0000-4000-8000-000000000002', permissions: ['*'] },
  developer: { id: '00000000-0000-4000-8000-000000000003', permissions: ['project:*', 'run:*', 'report:read'] },
  viewer: { id: '00000000-0000-4000-8000-000000000004', permissions: ['project:read', 'run:read', 'report:read'] },
} as const;

/** Writes the system roles as stated above. Idempotent. */
export const seedSystemRoles = (ownerUrl: string): Promise<void> => withConnection(ownerUrl, writeSystemRoles);

async function writeSystemRoles(client: pg.Client): Promise<void> {
  for (const [name, { id, permissions }] of Object.entries(systemRoles)) {
    await client.query(
      `INSERT INTO role (id, tenant_id, name, permissions) VALUES ($1, NULL, $2, $3)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, permissions = excluded.permissions`,
      [id, name, permissions],
    );
  }
}

export interface LocalTenant {
  tenantId: string;
  userId: string;
  /** The plain key, only when this call made it: it is stored nowhere. */
  apiKey?: string;
}

export interface SeedLocalTenantOptions {
  ownerUrl: string;
  /** Which tenant; one is made per slug. `local` unless given. */
  slug?: string;
  /** The owner's address; `owner@localhost` unless given. */
  email?: string;
  /** Revokes the former key and makes another, for when the plain key was lost. */
  renewKey?: boolean;
}

/** Makes the tenant of a local installation with its owner and API key, once. Also writes the system roles. */
export const seedLocalTenant = (options: SeedLocalTenantOptions): Promise<LocalTenant> =>
  withConnection(options.ownerUrl, async (client) => {
    await writeSystemRoles(client);
    await client.query('BEGIN');
    // An error ends the connection, and with it the transaction.
    const seeded = await seedInTransaction(client, options);
    await client.query('COMMIT');
    return seeded;
  });

/** Names the tenant everywhere: an owner that is a superuser is not bound by the policies. */
async function seedInTransaction(client: pg.Client, options: SeedLocalTenantOptions): Promise<LocalTenant> {
  const { slug = 'local', email = 'owner@localhost', renewKey = false } = options;
  const tenantId = await insertOrFind(client, 'tenant', { slug, name: slug });
  await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
  const userId = await insertOrFind(client, 'app_user', { email });
  await client.query(
    'INSERT INTO membership (id, tenant_id, user_id, role_id) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, user_id) DO NOTHING',
    [randomUUID(), tenantId, userId, systemRoles.owner.id],
  );
  const liveKey = "tenant_id = $1 AND name = 'local' AND revoked_at IS NULL";
  if (renewKey) await client.query(`UPDATE api_key SET revoked_at = now() WHERE ${liveKey}`, [tenantId]);
  const held = await client.query(`SELECT FROM api_key WHERE ${liveKey}`, [tenantId]);
  if (held.rowCount) return { tenantId, userId };
  const apiKey = createApiKey();
  await client.query(
    "INSERT INTO api_key (id, tenant_id, user_id, name, hash, prefix, scopes) VALUES ($1, $2, $3, 'local', $4, $5, ARRAY['*'])",
    [randomUUID(), tenantId, userId, hashApiKey(apiKey), apiKey.slice(0, 12)],
  );
  return { tenantId, userId, apiKey };
}

/** `values` holds the unique column first. Table and columns come from this file only. */
async function insertOrFind(client: pg.Client, table: string, values: Record<string, string>): Promise<string> {
  const columns = Object.keys(values);
  const places = columns.map((_, index) => `$${index + 2}`);
  // The empty update makes RETURNING answer for a row that was there before.
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO ${table} (id, ${columns.join(', ')}) VALUES ($1, ${places.join(', ')})
     ON CONFLICT (${columns[0]}) DO UPDATE SET ${columns[0]} = excluded.${columns[0]} RETURNING id`,
    [randomUUID(), ...Object.values(values)],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`${table} gave no row back`);
  return id;
}

/** 256 random bits behind a prefix that secret scanners know. */
export const createApiKey = (): string => `tf_live_${randomBytes(32).toString('base64url')}`;

/** What is stored of a key. The key is random, so a plain hash is enough. */
export const hashApiKey = (apiKey: string): string => createHash('sha256').update(apiKey).digest('hex');
