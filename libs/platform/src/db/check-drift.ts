import type { DiffTarget } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { everything, migrationsDir, readMigrations, readSchema, schemaDir, withEngine } from './schema-engine.js';

/** `differences` is the engine's text, one entry a comparison that was not empty. */
export type DriftReport = { inSync: true } | { inSync: false; differences: { between: string; text: string }[] };

/**
 * Compares the three tellings of one schema: the migrations replayed in a shadow database, the Prisma schema, and the
 * live tables. Policies, grants and functions are invisible to it: see `checkPolicies`. The owner needs CREATEDB.
 */
export async function checkDrift(
  ownerUrl: string,
  dirs: { schemaDir: string; migrationsDir: string } = { schemaDir, migrationsDir },
): Promise<DriftReport> {
  const files = await readSchema(dirs.schemaDir);
  const migrations: DiffTarget = { tag: 'migrations', ...(await readMigrations(dirs.migrationsDir)) };
  const live: DiffTarget = { tag: 'schemaDatasource', files, configDir: dirs.schemaDir };
  const comparisons = [
    { between: 'migrations and schema', from: migrations, to: { tag: 'schemaDatamodel', files } as DiffTarget },
    { between: 'migrations and live database', from: migrations, to: live },
  ];
  return withEngine(ownerUrl, async (engine) => {
    const differences: { between: string; text: string }[] = [];
    for (const { between, from, to } of comparisons) {
      const { exitCode, stdout } = await engine.diff({ from, to, exitCode: true, script: false, filters: everything });
      if (exitCode !== 0) differences.push({ between, text: stdout ?? '' });
    }
    return differences.length === 0 ? { inSync: true } : { inSync: false, differences };
  });
}
