import pg from 'pg';
import { asUser, onDatabase } from './postgres-url.js';

/** Owns the schema and runs migrations; no superuser, so forced row-level security binds it too. */
export const ownerRole = 'testforge_owner';
/** What the product connects as: it owns nothing and cannot bypass row-level security. */
export const appRole = 'testforge_app';

/**
 * Prepares a server that we run ourselves: the owner role and a database that belongs to it. Idempotent; sets the
 * owner's password each time.
 * @param superUrl connects as a superuser, to any database of the server.
 * @returns the address for {@link migrate}. A managed server prepares the same by its own means.
 */
export async function prepareCluster(options: {
  superUrl: string;
  database: string;
  ownerPassword: string;
}): Promise<{ ownerUrl: string }> {
  const { superUrl, database, ownerPassword } = options;
  await withConnection(superUrl, async (client) => {
    await ensureLogin(client, ownerRole, ownerPassword, 'CREATEDB CREATEROLE');
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    const name = pg.escapeIdentifier(database);
    if (!rowCount) await client.query(`CREATE DATABASE ${name} OWNER ${ownerRole}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  });
  return { ownerUrl: asUser(onDatabase(superUrl, database), ownerRole, ownerPassword) };
}

/**
 * Makes the role if it is missing, else only sets its password: naming attributes again takes a superuser.
 * `attributes` is SQL and never comes from outside.
 */
export async function ensureLogin(
  client: pg.Client,
  role: string,
  password: string,
  attributes: string,
): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  const secret = `LOGIN PASSWORD ${pg.escapeLiteral(password)}`;
  await client.query(rowCount ? `ALTER ROLE ${role} ${secret}` : `CREATE ROLE ${role} ${attributes} ${secret}`);
}

/** One connection for the length of `work`. */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
