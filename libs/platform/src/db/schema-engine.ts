import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type {
  MigrationList,
  SchemaContainer,
  SchemaEngine,
  SchemaFilter,
} from '@prisma/schema-engine-wasm/schema_engine_bg';
import { AppError } from '@testforge/core';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createMigrationAdapter } from './migration-adapter.js';

/** Where the repository keeps its schema and migrations. */
export const schemaDir = fileURLToPath(new URL('../../../../prisma/schema', import.meta.url));
export const migrationsDir = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/** Nothing in the database is managed by anyone else. */
export const everything: SchemaFilter = { externalTables: [], externalEnums: [] };

const engineTimeoutMs = 120_000;

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');
let loaded: Promise<EngineModule> | undefined;

/** The package's main entry imports .wasm as a module, which Node does not do unasked; so it is instantiated by hand. */
async function loadEngine(): Promise<EngineModule> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  const { exports } = instance;
  bindings.__wbg_set_wasm(exports);
  (exports['__wbindgen_start'] as () => void)();
  return bindings;
}

/**
 * Runs `work` on a schema engine bound to the database.
 * @throws AppError upstream `db.engine_stuck` after two minutes: a call that panics inside the engine never settles.
 */
export async function withEngine<T>(ownerUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const datamodels = (await readSchema(schemaDir)).map(({ path, content }): [string, string] => [path, content]);
  const adapter = createMigrationAdapter(ownerUrl);
  const factory = bindMigrationAwareSqlAdapterFactory(adapter.factory);
  const done = SchemaEngine.new({ datamodels }, () => {}, factory).then((engine) =>
    work(engine).finally(() => engine.free()),
  );
  return withTimeout(done).finally(adapter.close);
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const stopWaiting = new AbortController();
  const stuck = delay(engineTimeoutMs, undefined, { signal: stopWaiting.signal }).then((): never => {
    throw new AppError('upstream', 'db.engine_stuck', 'the schema engine did not answer within two minutes');
  });
  return Promise.race([work, stuck]).finally(() => stopWaiting.abort());
}

/** Every *.prisma file of the folder, as the engine takes them. */
export async function readSchema(dir: string): Promise<SchemaContainer[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => ({ path: join(dir, name), content: await readFile(join(dir, name), 'utf8') })),
  );
}

/** Every migration of the folder in order, as the engine takes them. */
export async function readMigrations(dir: string): Promise<MigrationList> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: dir,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(dir, 'migration_lock.toml'), 'utf8') },
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(dir, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}
