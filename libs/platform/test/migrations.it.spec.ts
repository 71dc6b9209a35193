import { checkDrift, checkPolicies, createDb, hashApiKey, migrate, seedLocalTenant } from '@testforge/platform/db';
import type { TestDatabase } from '@testforge/testkit';
import { createTestDatabase } from '@testforge/testkit';
import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const migrationsDir = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const schemaDir = fileURLToPath(new URL('../../../prisma/schema', import.meta.url));
const appRolePassword = 'app';
const migrations = readdirSync(migrationsDir).filter((name) => /^\d/.test(name));
let database: TestDatabase;

async function run<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrations', () => {
  beforeEach(async () => void (database = await createTestDatabase({ empty: true })));
  afterEach(() => database.drop());

  it('build a database whose boundary stands, and do nothing the second time', async () => {
    const first = await migrate({ ownerUrl: database.ownerUrl, migrationsDir, appRolePassword });
    expect(first).toEqual(migrations);
    expect(await migrate({ ownerUrl: database.ownerUrl, migrationsDir, appRolePassword })).toEqual([]);
    expect(await checkPolicies(database.ownerUrl)).toEqual([]);
    expect(
      await run(database.superUrl, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"),
    ).toEqual([{ tableowner: 'testforge_owner' }]);
  });

  it('build the same for an owner that is a superuser', async () => {
    await migrate({ ownerUrl: database.superUrl, migrationsDir, appRolePassword });
    expect(await checkPolicies(database.superUrl)).toEqual([]);
    expect(await checkDrift(database.superUrl)).toEqual({ inSync: true });
    const db = createDb({ url: database.appUrl });
    for (const slug of ['one', 'two']) {
      const { tenantId, apiKey = '' } = await seedLocalTenant({ ownerUrl: database.superUrl, slug });
      expect(await db.lookup.findApiKeyByHash(hashApiKey(apiKey))).toMatchObject({ tenantId });
      expect(await db.tenant({ tenantId, requestId: 'spec' }).apiKey.count()).toBe(1);
    }
    await db.close();
  });

  it('are applied once when two processes start together', async () => {
    const start = () => migrate({ ownerUrl: database.ownerUrl, migrationsDir, appRolePassword });
    const applied = await Promise.all([start(), start()]);
    expect(applied.flat()).toHaveLength(migrations.length);
  });

  it('leave nothing behind when one fails, say which, and go on once it is mended', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'testforge-migrations-'));
    await cp(migrationsDir, dir, { recursive: true });
    await mkdir(join(dir, '20990101000000_broken'));
    await writeFile(join(dir, '20990101000000_broken', 'migration.sql'), 'CREATE TABLE half (id int); SELECT 1/0;');
    await expect(migrate({ ownerUrl: database.ownerUrl, migrationsDir: dir, appRolePassword })).rejects.toMatchObject({
      code: 'db.migration_failed',
      message: expect.stringMatching(/division by zero[^]*20990101000000_broken/),
    });
    expect(await run(database.ownerUrl, "SELECT tablename FROM pg_tables WHERE tablename = 'half'")).toEqual([]);
    await writeFile(join(dir, '20990101000000_broken', 'migration.sql'), 'CREATE TABLE half (id int);');
    expect(await migrate({ ownerUrl: database.ownerUrl, migrationsDir: dir, appRolePassword })).toEqual([
      '20990101000000_broken',
    ]);
    await rm(dir, { recursive: true });
  });
});

describe('the drift check', () => {
  beforeEach(async () => void (database = await createTestDatabase()));
  afterEach(() => database.drop());

  it('finds migrations, schema and live tables in step, and leaves no shadow database', async () => {
    expect(await checkDrift(database.ownerUrl)).toEqual({ inSync: true });
    expect(
      await run(database.superUrl, "SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate%'"),
    ).toEqual([]);
  });

  it('reports a column added by hand', async () => {
    await run(database.ownerUrl, 'ALTER TABLE run ADD COLUMN by_hand text');
    const report = await checkDrift(database.ownerUrl, { schemaDir, migrationsDir });
    expect(report).toMatchObject({
      inSync: false,
      differences: [{ between: 'migrations and live database', text: expect.stringContaining('by_hand') }],
    });
  });
});

describe('the policy check', () => {
  beforeEach(async () => void (database = await createTestDatabase()));
  afterEach(() => database.drop());

  it.each([
    [
      'a dropped policy',
      'DROP POLICY tenant_scope ON run',
      { subject: 'run', problem: 'the tenant policy is missing or changed' },
    ],
    [
      'a weakened policy',
      'ALTER POLICY tenant_scope ON run USING (true)',
      { subject: 'run', problem: 'the tenant policy is missing or changed' },
    ],
    [
      'a policy nobody stated',
      'CREATE POLICY extra ON run USING (true)',
      { subject: 'run', problem: 'policy run.extra is not one that was stated' },
    ],
    [
      'row security switched off',
      'ALTER TABLE result DISABLE ROW LEVEL SECURITY',
      { subject: 'result', problem: 'row-level security is off' },
    ],
    [
      'row security not forced',
      'ALTER TABLE result NO FORCE ROW LEVEL SECURITY',
      { subject: 'result', problem: 'row-level security is not forced' },
    ],
    [
      'a new table without any',
      'CREATE TABLE fresh (tenant_id uuid)',
      { subject: 'fresh', problem: 'row-level security is off' },
    ],
    [
      'a lost policy of people',
      'DROP POLICY fellow_member ON app_user',
      { subject: 'app_user', problem: 'policy app_user.fellow_member is missing' },
    ],
    [
      'a grant too many',
      'GRANT UPDATE ON audit_entry TO testforge_app',
      { subject: 'audit_entry', problem: 'the application holds UPDATE' },
    ],
    [
      'a grant to everyone',
      'GRANT TRUNCATE ON run TO PUBLIC',
      { subject: 'run', problem: 'the application holds TRUNCATE' },
    ],
    [
      'a view past the policies',
      'CREATE VIEW peek AS SELECT * FROM run; GRANT SELECT ON peek TO testforge_app',
      { subject: 'peek', problem: 'the application holds SELECT' },
    ],
    [
      'a definer function',
      "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM run'",
      { subject: 'peek', problem: 'a definer function nobody stated' },
    ],
    [
      'a definer function that can be lured by a temporary table',
      'SET ROLE testforge_definer; ALTER FUNCTION find_sign_in(text) SET search_path = pg_catalog, public',
      { subject: 'find_sign_in', problem: 'a definer function that meets temporary tables' },
    ],
    [
      'a scope that reads something else',
      "CREATE OR REPLACE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql STABLE RETURN (SELECT current_setting('x.y')::uuid)",
      { subject: 'current_tenant_id', problem: 'does not read the scope as stated' },
    ],
  ])('finds %s', async (_what, damage, gap) => {
    await run(database.ownerUrl, damage);
    expect(await checkPolicies(database.ownerUrl)).toContainEqual(gap);
  });

  it('finds an application role that can bypass it all', async () => {
    await run(database.superUrl, 'ALTER ROLE testforge_app BYPASSRLS');
    try {
      expect(await checkPolicies(database.ownerUrl)).toEqual([
        { subject: 'testforge_app', problem: 'bypasses row-level security' },
      ]);
    } finally {
      await run(database.superUrl, 'ALTER ROLE testforge_app NOBYPASSRLS');
    }
  });
});
