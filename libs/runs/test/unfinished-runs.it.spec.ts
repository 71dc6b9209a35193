import { randomUUID } from 'node:crypto';
import { RunOptions, type TenantContext } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRuns, type Runs } from '../src/index.js';

let database: TestDatabase;
let db: Db;
let runs: Runs;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, poolSize: 3 });
  runs = createRuns({ db });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const url = 'http://127.0.0.1:4000/';
const soon = (): Date => new Date(Date.now() + 60_000);

async function tenantWithRuns(slug: string): Promise<{ ctx: TenantContext; begun: string; ended: string }> {
  const owner = { ownerUrl: database.ownerUrl, slug, email: `owner@${slug}.test` };
  const ctx = { tenantId: (await seedLocalTenant(owner)).tenantId, requestId: 'spec' };
  const { id: projectId } = await runs.openProject(ctx, { name: 'shop', baseUrl: url });
  const make = async (): Promise<string> => {
    const wanted = { projectId, options: RunOptions.parse({ url }), idempotencyKey: randomUUID() };
    const { run } = await runs.create(ctx, { ...wanted, workflowId: (id) => `run-${id}` });
    await runs.begin(ctx, run.id);
    return run.id;
  };
  const [begun, ended] = [await make(), await make()];
  await runs.end(ctx, ended, 'passed', null);
  return { ctx, begun, ended };
}

it('runs that have not ended are found in every tenant, by their ids and with their workflow', async () => {
  const [one, two] = [await tenantWithRuns('alpha'), await tenantWithRuns('beta')];
  const found = await db.lookup.listUnfinishedRuns(soon());
  expect(found).toEqual(
    [one, two].map(({ ctx, begun }) => ({ id: begun, tenantId: ctx.tenantId, workflowId: `run-${begun}` })),
  );
  expect(await db.lookup.listUnfinishedRuns(new Date(Date.now() - 60_000))).toEqual([]);
  await runs.move(one.ctx, one.begun, 'paused');
  await runs.end(two.ctx, two.begun, 'error', null);
  expect((await db.lookup.listUnfinishedRuns(soon())).map(({ id }) => id)).toEqual([one.begun]);
});
