import { createTestDatabase } from '@testforge/testkit';
import type { TestDatabase } from '@testforge/testkit';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueColumn } from './tenant-rows.js';
import { plantRow, readTenantTables } from './tenant-rows.js';

const mine = randomUUID();
const theirs = randomUUID();
let database: TestDatabase;
let superuser: pg.Client;
let app: pg.Client;
let owner: pg.Client;
let tables: Map<string, CatalogueColumn[]>;
const planted = new Map<string, { mine: string; theirs: string }>();

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

beforeAll(async () => {
  database = await createTestDatabase();
  [superuser, app, owner] = (await Promise.all(
    [database.superUrl, database.appUrl, database.ownerUrl].map(connect),
  )) as [pg.Client, pg.Client, pg.Client];
  tables = await readTenantTables(superuser);
  for (const [table, columns] of tables) {
    planted.set(table, {
      mine: await plantRow(superuser, table, columns, mine),
      theirs: await plantRow(superuser, table, columns, theirs),
    });
  }
});

afterAll(async () => {
  await Promise.all([superuser.end(), app.end(), owner.end()]);
  await database.drop();
});

/** Runs one statement in a transaction with the scope and takes it back; the rows, or the refusal's code. */
async function attempt(
  client: pg.Client,
  tenantId: string | undefined,
  sql: string,
  values: unknown[] = [],
): Promise<number | string> {
  await client.query('BEGIN');
  try {
    if (tenantId) await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
    const { rowCount } = await client.query(sql, values);
    return rowCount ?? 0;
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

const refused = [0, '42501'];
const forEachTable = async (check: (table: string, ids: { mine: string; theirs: string }) => Promise<void>) => {
  for (const [table, ids] of planted) await check(table, ids);
};

describe('row-level security', () => {
  it('covers every table of a tenant', () => {
    expect([...tables.keys()].sort()).toEqual([
      'answer',
      'api_key',
      'artifact',
      'audit_entry',
      'credential',
      'environment',
      'expectation',
      'finding',
      'fingerprint',
      'healing',
      'knowledge_contribution',
      'ledger_entry',
      'membership',
      'project',
      'proposal',
      'result',
      'role',
      'run',
      'share',
      'stage',
      'step',
      'suite_entry',
      'suite_version',
      'test_case',
      'test_revision',
      'usage_record',
    ]);
  });

  it('shows no row without a scope', () =>
    forEachTable(async (table) =>
      expect([table, await attempt(app, undefined, `SELECT FROM ${table}`)]).toEqual([table, 0]),
    ));

  it('shows a scope its own row and not the other tenant’s', () =>
    forEachTable(async (table, ids) => {
      const seen = (id: string) => attempt(app, mine, `SELECT FROM ${table} WHERE id = $1`, [id]);
      expect([table, await seen(ids.mine), await seen(ids.theirs)]).toEqual([table, 1, 0]);
    }));

  it('lets nobody change or delete a row without a scope or with another tenant’s', () =>
    forEachTable(async (table, ids) => {
      for (const scope of [undefined, mine]) {
        const update = await attempt(app, scope, `UPDATE ${table} SET id = id WHERE id = $1`, [ids.theirs]);
        const removal = await attempt(app, scope, `DELETE FROM ${table} WHERE id = $1`, [ids.theirs]);
        expect(refused, `${table} update`).toContain(update);
        expect(refused, `${table} delete`).toContain(removal);
      }
    }));

  it('refuses a row written for another tenant, or without a scope', () =>
    forEachTable(async (table, ids) => {
      const copy = `INSERT INTO ${table} SELECT (r).* FROM (SELECT jsonb_populate_record(NULL::${table}, $1) AS r) x`;
      const { rows } = await superuser.query(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE id = $1`, [ids.theirs]);
      const row = JSON.stringify({ ...rows[0].row, id: randomUUID() });
      for (const scope of [undefined, mine])
        expect([table, await attempt(app, scope, copy, [row])]).toEqual([table, '42501']);
    }));

  it('refuses to move a row to another tenant', () =>
    forEachTable(async (table, ids) =>
      expect([
        table,
        await attempt(app, mine, `UPDATE ${table} SET tenant_id = $2 WHERE id = $1`, [ids.mine, theirs]),
      ]).toEqual([table, '42501']),
    ));

  it('binds the owner of the tables as well', () =>
    forEachTable(async (table, ids) =>
      expect([table, await attempt(owner, mine, `SELECT FROM ${table} WHERE id = $1`, [ids.theirs])]).toEqual([
        table,
        0,
      ]),
    ));

  it.each([
    ['switch row security off', 'ALTER TABLE run DISABLE ROW LEVEL SECURITY', '42501'],
    ['empty a table', 'TRUNCATE run', '42501'],
    ['become the owner', 'SET ROLE testforge_owner', '42501'],
    ['become the definer', 'SET ROLE testforge_definer', '42501'],
    ['make tables', 'CREATE TABLE mine (id int)', '42501'],
    ['read with row security off', 'SET LOCAL row_security = off; SELECT * FROM run', '42501'],
    [
      'rewrite the scope function',
      'CREATE OR REPLACE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql RETURN NULL::uuid',
      '42501',
    ],
    ['read the history of migrations', 'SELECT * FROM _prisma_migrations', '42501'],
  ])('does not let the application %s', async (_what, sql, code) => expect(await attempt(app, mine, sql)).toBe(code));

  it('keeps the audit log append-only', async () => {
    const ids = planted.get('audit_entry');
    expect(await attempt(app, mine, "UPDATE audit_entry SET action = 'x' WHERE id = $1", [ids?.mine])).toBe('42501');
    expect(await attempt(app, mine, 'DELETE FROM audit_entry WHERE id = $1', [ids?.mine])).toBe('42501');
    await superuser.query("INSERT INTO tenant (id, name, slug) VALUES ($1, 'm', 'm')", [mine]);
    expect(
      await attempt(app, mine, "INSERT INTO audit_entry (id, action, subject, request_id) VALUES ($1, 'a', 's', 'r')", [
        randomUUID(),
      ]),
    ).toBe(1);
  });

  it('refuses a reference to another tenant’s row', async () => {
    const project = planted.get('project');
    const insert = "INSERT INTO fingerprint (id, project_id, hash, doc) VALUES ($1, $2, 'h', '{}')";
    expect(await attempt(app, mine, insert, [randomUUID(), project?.theirs])).toBe('23503');
    expect(await attempt(app, mine, insert, [randomUUID(), project?.mine])).toBe(1);
  });

  it('shows people and tenants only to those who belong together', async () => {
    const [friend, stranger] = [randomUUID(), randomUUID()];
    await superuser.query("INSERT INTO app_user (id, email) VALUES ($1, 'a@a'), ($2, 'b@b')", [friend, stranger]);
    await superuser.query('UPDATE membership SET user_id = $1 WHERE id = $2', [
      friend,
      planted.get('membership')?.mine,
    ]);
    expect(await attempt(app, mine, 'SELECT FROM app_user WHERE id = $1', [friend])).toBe(1);
    expect(await attempt(app, mine, 'SELECT FROM app_user WHERE id = $1', [stranger])).toBe(0);
    expect(await attempt(app, undefined, 'SELECT FROM app_user')).toBe(0);
    expect(await attempt(app, undefined, 'SELECT FROM tenant')).toBe(0);
    expect(await attempt(app, theirs, 'SELECT FROM tenant')).toBe(0);
    expect(await attempt(app, mine, "UPDATE tenant SET plan = 'enterprise'")).toBe('42501');
  });

  it('lets every scope read the system roles and none change them', async () => {
    expect(await attempt(app, mine, 'SELECT FROM role WHERE tenant_id IS NULL')).toBe(4);
    expect(await attempt(app, mine, "UPDATE role SET permissions = '{*}' WHERE tenant_id IS NULL")).toBe(0);
    expect(await attempt(app, mine, 'DELETE FROM role WHERE tenant_id IS NULL')).toBe(0);
    expect(
      await attempt(app, mine, "INSERT INTO role (id, tenant_id, name) VALUES ($1, NULL, 'root')", [randomUUID()]),
    ).toBe('42501');
  });
});
