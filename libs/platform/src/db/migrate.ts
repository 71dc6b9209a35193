import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { AppError } from '@testforge/core';
import pg from 'pg';
import { appRole, ensureLogin, withConnection } from './cluster.js';
import { everything, migrationsDir as defaultMigrationsDir, readMigrations, withEngine } from './schema-engine.js';

/** Any number will do, as long as every migrating process takes the same one. */
const migrationLock = 7_316_402_911;

export interface MigrateOptions {
  /** Connects as the role that owns (or will own) the tables; it needs CREATEROLE. */
  ownerUrl: string;
  /** The repository's own `prisma/migrations` unless given. */
  migrationsDir?: string;
  /** Becomes the password of the application's role. */
  appRolePassword: string;
}

/**
 * Brings a database up to date: makes the application's role where it is missing, then applies what was not applied.
 * Idempotent, and safe to start from several processes at once.
 * @returns the names of the migrations applied by this call.
 * @throws AppError upstream `db.migration_failed`
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const { ownerUrl, migrationsDir = defaultMigrationsDir, appRolePassword } = options;
  const migrationsList = await readMigrations(migrationsDir);
  return withConnection(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await ensureRoles(client, appRolePassword);
    return withEngine(ownerUrl, (engine) => applyAll(engine, migrationsList));
  });
}

/**
 * A migration that failed, or was interrupted, was taken back by PostgreSQL as a whole (it is sent as one script), but
 * the engine's history still holds it and would refuse to go on; so it is marked as taken back first.
 */
async function applyAll(engine: SchemaEngine, migrationsList: MigrationList): Promise<string[]> {
  try {
    const history = { migrationsList, optInToShadowDatabase: false, filters: everything };
    const { failedMigrationNames } = await engine.diagnoseMigrationHistory(history);
    for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
    return (await engine.applyMigrations({ migrationsList, filters: everything })).appliedMigrationNames;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('upstream', 'db.migration_failed', `a migration failed: ${reason}`, { cause });
  }
}

/** `testforge_definer` is not inherited by the owner, so its wider view stays inside its functions. Needs PostgreSQL 16. */
async function ensureRoles(client: pg.Client, appRolePassword: string): Promise<void> {
  await ensureLogin(client, appRole, appRolePassword, 'NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION');
  const definer = await client.query("SELECT FROM pg_roles WHERE rolname = 'testforge_definer'");
  if (!definer.rowCount) await client.query('CREATE ROLE testforge_definer NOLOGIN');
  await client.query('GRANT testforge_definer TO CURRENT_USER WITH INHERIT FALSE, SET TRUE');
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(rows[0]?.name ?? '')} TO ${appRole}`);
}
