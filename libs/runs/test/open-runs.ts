import type { TenantContext } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase } from '@testforge/testkit';
import { createRuns, type Runs } from '../src/index.js';

export interface OpenRuns {
  db: Db;
  runs: Runs;
  /** Two tenants that know nothing of each other. */
  ctx: TenantContext;
  other: TenantContext;
  close(): Promise<void>;
}

/** The record of runs over a database of its own. */
export async function openRuns(): Promise<OpenRuns> {
  const database = await createTestDatabase();
  const db = createDb({ url: database.appUrl, poolSize: 3 });
  const openTenant = async (slug: string): Promise<TenantContext> => ({
    tenantId: (await seedLocalTenant({ ownerUrl: database.ownerUrl, slug, email: `owner@${slug}.test` })).tenantId,
    requestId: 'spec',
  });
  return {
    db,
    runs: createRuns({ db }),
    ctx: await openTenant('alpha'),
    other: await openTenant('beta'),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
