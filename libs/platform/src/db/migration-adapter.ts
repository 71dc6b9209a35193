import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlResultSet,
} from '@prisma/driver-adapter-utils';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { withConnection } from './cluster.js';
import { onDatabase } from './postgres-url.js';

interface MigrationAdapter {
  factory: SqlMigrationAwareDriverAdapterFactory;
  /** Ends every connection the engine left open. */
  close(): Promise<void>;
}

/**
 * Lets Prisma's schema engine work on PostgreSQL through `pg`. The stock adapter of 7.10 fails there in four ways, each
 * mended below: scripts split at every semicolon, a shadow database that is the main one, a shadow database that is
 * dropped while still connected, and catalogue columns of type "char" and name (prisma/prisma #27403, #28145).
 */
export function createMigrationAdapter(ownerUrl: string): MigrationAdapter {
  const open = new Set<pg.Pool>();
  const closePool = async (pool: pg.Pool) => {
    if (open.delete(pool)) await pool.end();
  };
  const connectTo = async (url: string, afterClose: () => Promise<void>): Promise<SqlDriverAdapter> => {
    const pool = new pg.Pool({ connectionString: url });
    open.add(pool);
    return wrap(pool, async () => {
      await closePool(pool);
      await afterClose();
    });
  };
  const connectToShadowDb = async (): Promise<SqlDriverAdapter> => {
    const shadow = `prisma_migrate_shadow_db_${randomUUID()}`;
    await withConnection(ownerUrl, (main) => main.query(`CREATE DATABASE "${shadow}"`));
    return connectTo(onDatabase(ownerUrl, shadow), async () => {
      await withConnection(ownerUrl, (main) => main.query(`DROP DATABASE IF EXISTS "${shadow}" WITH (FORCE)`));
    });
  };
  return {
    factory: {
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect: () => connectTo(ownerUrl, async () => {}),
      connectToShadowDb,
    },
    close: async () => void (await Promise.all([...open].map(closePool))),
  };
}

async function wrap(pool: pg.Pool, dispose: () => Promise<void>): Promise<SqlDriverAdapter> {
  const runScript = pool.query.bind(pool) as (script: string) => Promise<unknown>;
  const restoreCharacters = relabelCatalogueTypes(pool);
  const inner = await new PrismaPg(pool).connect();
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: (query) => inner.queryRaw(query).then(restoreCharacters),
    executeRaw: (query) => inner.executeRaw(query),
    startTransaction: (isolation) => inner.startTransaction(isolation),
    getConnectionInfo: () => inner.getConnectionInfo(),
    // One simple-protocol message: function bodies stay whole, and a failing migration rolls back as a whole.
    executeScript: (script) => runScript(script).then(() => undefined, rethrowForEngine),
    dispose,
  };
}

/** name and its array, which the adapter refuses, to text and its, which read the same. */
const knownTypeOf: Record<number, number> = { 19: 25, 1003: 1009 };
const charType = 18;
const textType = 25;

/**
 * Makes the pool call catalogue columns by types the adapter knows. It knows none that it would hand on as a character,
 * so those pass as text and are put right afterwards.
 * @returns what puts them right in the result of a query that went through the pool.
 */
function relabelCatalogueTypes(pool: pg.Pool): (result: SqlResultSet) => SqlResultSet {
  const query = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;
  const charColumnsOf = new WeakMap<unknown[], boolean[]>();
  const relabelled = async (config: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> => {
    const result = await query(config);
    charColumnsOf.set(
      result.rows,
      result.fields.map((field) => field.dataTypeID === charType),
    );
    for (const field of result.fields) {
      field.dataTypeID = field.dataTypeID === charType ? textType : (knownTypeOf[field.dataTypeID] ?? field.dataTypeID);
    }
    return result;
  };
  Object.defineProperty(pool, 'query', { value: relabelled });
  return ({ columnTypes, ...result }) => ({
    ...result,
    columnTypes: columnTypes.map((type, index) =>
      charColumnsOf.get(result.rows)?.[index] ? ColumnTypeEnum.Character : type,
    ),
  });
}

/** The engine reads the position and text of a failure only from this error type. */
function rethrowForEngine(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  throw new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? 'N/A',
    severity: error.severity ?? 'ERROR',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}
