import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export interface CatalogueColumn {
  table: string;
  column: string;
  type: string;
  required: boolean;
}

/** Every table with a tenant_id and its columns, read from the live database, so that a new table is covered unasked. */
export async function readTenantTables(client: pg.Client): Promise<Map<string, CatalogueColumn[]>> {
  const { rows } = await client.query<CatalogueColumn>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, a.attnotnull AND NOT a.atthasdef AS required
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id')`,
  );
  const tables = new Map<string, CatalogueColumn[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return tables;
}

/** Writes one row of made-up values for the tenant into a table, past foreign keys and policies; needs a superuser. */
export async function plantRow(
  client: pg.Client,
  table: string,
  columns: CatalogueColumn[],
  tenantId: string,
): Promise<string> {
  const id = randomUUID();
  const filled = columns.filter(({ required, column }) => required || column === 'tenant_id');
  const values = filled.map(({ column, type }) =>
    column === 'id' ? id : column === 'tenant_id' ? tenantId : madeUp(type),
  );
  await client.query('SET session_replication_role = replica');
  await client.query(
    `INSERT INTO ${table} (${filled.map(({ column }) => column).join(', ')}) VALUES (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  );
  return id;
}

function madeUp(type: string): unknown {
  if (type === 'uuid' || type === 'text') return randomUUID();
  if (type === 'jsonb') return '{}';
  if (type === 'bytea') return Buffer.from('x');
  if (type === 'boolean') return false;
  if (type.startsWith('timestamp')) return new Date(0);
  if (type.endsWith('[]')) return [];
  return 1;
}
