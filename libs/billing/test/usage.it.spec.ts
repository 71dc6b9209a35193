import type { TenantContext } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUsage } from '../src/index.js';

let database: TestDatabase;
let db: Db;
const openTenant = async (slug: string): Promise<TenantContext> => ({
  tenantId: (await seedLocalTenant({ ownerUrl: database.ownerUrl, slug, email: `owner@${slug}.test` })).tenantId,
  requestId: 'spec',
});

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

describe('usage', () => {
  it('is counted once for each run and metric, however often and however parallel it is recorded', async () => {
    const usage = createUsage({ db });
    const ctx = await openTenant('alpha');
    const runId = randomUUID();
    await Promise.all(
      Array.from({ length: 20 }, () => usage.record(ctx, { runId, metric: 'sandbox_minutes', quantity: 1.25 })),
    );
    await usage.record(ctx, { runId, metric: 'sandbox_minutes', quantity: 99 });
    await usage.record(ctx, { runId: randomUUID(), metric: 'sandbox_minutes', quantity: 0.5 });
    await usage.record(ctx, { runId, metric: 'test_runs', quantity: 1 });
    expect(await usage.total(ctx, 'sandbox_minutes')).toBe(1.75);
    expect(await usage.total(ctx, 'test_runs')).toBe(1);
    expect(await usage.total(ctx, 'ai_tokens')).toBe(0);
    expect(await usage.total(await openTenant('beta'), 'sandbox_minutes')).toBe(0);
  });

  it('of a run that has ended grows by what its answers use, and by nothing when that is said again', async () => {
    const usage = createUsage({ db });
    const ctx = await openTenant('gamma');
    const used = (quantity: number) => ({ runId, metric: 'sandbox_minutes' as const, quantity });
    const runId = randomUUID();
    await usage.record(ctx, used(2));
    await usage.recordMore(ctx, used(2));
    await usage.recordMore(ctx, used(2.5));
    await usage.recordMore(ctx, used(2.5));
    expect(await usage.total(ctx, 'sandbox_minutes')).toBe(2.5);
    await usage.recordMore(ctx, used(3));
    expect(await usage.total(ctx, 'sandbox_minutes')).toBe(3);
    expect(await usage.total(await openTenant('delta'), 'sandbox_minutes')).toBe(0);
  });
});
