import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TenantContext } from '@testforge/core';
import { startPlatform, type LocalPlatform, type Say } from '@testforge/local';
import { createDb, hashApiKey, type TenantDb } from '@testforge/platform/db';
import { createTestForge, type TestForge } from '@testforge/sdk';

export const repositoryDir = fileURLToPath(new URL('../../..', import.meta.url));

export interface TestPlatform {
  platform: LocalPlatform;
  client: TestForge;
  /** The tenant of the local key, and its view of the platform's database. */
  ctx: TenantContext;
  db: TenantDb;
  stateDir: string;
  say: Say;
  /** A free port for the app under test, the same each time. */
  appPort: number;
  close(): Promise<void>;
}

/** A platform in a folder of its own. `said` gets every line it would have shown. */
export async function openPlatform(
  env: Record<string, string | undefined>,
  said: string[] = [],
): Promise<TestPlatform> {
  const stateDir = await mkdtemp(join(tmpdir(), 'tfe-'));
  // The database and the sandbox run as other users, who pass through here.
  await chmod(stateDir, 0o755);
  const say: Say = { line: (text) => void said.push(text), step: (_what, work) => work() };
  const platform = await startPlatform({ repositoryDir, stateDir, env, say });
  const pool = createDb({ url: platform.services.databaseUrl, poolSize: 3 });
  const key = await pool.lookup.findApiKeyByHash(hashApiKey(platform.apiKey));
  if (!key) throw new Error('the local key is unknown to the database');
  const ctx = { tenantId: key.tenantId, requestId: 'e2e' };
  const ports = JSON.parse(await readFile(join(stateDir, 'ports.json'), 'utf8')) as { shop: number };
  return {
    platform,
    client: createTestForge({ server: platform.server, apiKey: platform.apiKey }),
    ctx,
    db: pool.tenant(ctx),
    stateDir,
    say,
    appPort: ports.shop,
    close: async () => {
      await pool.close();
      await platform.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}
