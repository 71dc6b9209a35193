import { randomUUID } from 'node:crypto';
import { RunOptions, type Finding, type TenantContext, type TestResult } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRuns, type Runs } from '../src/index.js';

let database: TestDatabase;
let db: Db;
let runs: Runs;
let ctx: TenantContext;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, poolSize: 3 });
  runs = createRuns({ db });
  const owner = { ownerUrl: database.ownerUrl, slug: 'alpha', email: 'owner@alpha.test' };
  ctx = { tenantId: (await seedLocalTenant(owner)).tenantId, requestId: 'spec' };
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const url = 'http://127.0.0.1:4000/';

async function runOf(projectId: string): Promise<string> {
  const options = RunOptions.parse({ url });
  const wanted = { projectId, options, idempotencyKey: randomUUID(), workflowId: (id: string) => `run-${id}` };
  return (await runs.create(ctx, wanted)).run.id;
}

const passedWith = (key: string, path: string): TestResult => ({
  key,
  title: key,
  status: 'passed',
  attempts: 1,
  durationMs: 1,
  steps: [],
  faults: { serverErrors: [{ method: 'POST', url: `http://a${path}`, status: 500 }], pageErrors: [] },
});

const finding = (evidence: Finding['evidence']): Finding => ({
  key: randomUUID(),
  kind: 'server_error',
  severity: 'critical',
  title: 'out of order',
  url: 'http://a/api/ads',
  evidence: { method: 'GET', status: 503, ...evidence },
});

it('known trouble is what a test met when it was kept, and what pages merely opened then showed; never what came later', async () => {
  const { id: projectId } = await runs.openProject(ctx, { name: 'shop', baseUrl: url });
  expect((await runs.findKnownTrouble(ctx, projectId))('a')).toEqual({ serverErrors: [], pageErrors: [] });

  const first = await runOf(projectId);
  await runs.recordFindings(ctx, first, [finding({ page: '/' }), finding({ status: 500 })]);
  await runs.recordResult(ctx, first, 'first', passedWith('a', '/orders/17'));
  await runs.recordResult(ctx, first, 'first', { ...passedWith('b', '/b'), status: 'failed' });
  await db.tenant(ctx).suiteVersion.create({ data: { projectId, number: 1, reason: 'first run', runId: first } });

  const later = await runOf(projectId);
  await runs.recordFindings(ctx, later, [finding({ page: '/', status: 500 })]);
  await runs.recordResult(ctx, later, 'kept', passedWith('a', '/pay'));
  await runs.recordResult(ctx, later, 'proposed', passedWith('c', '/c'));
  await runs.recordResult(ctx, later, 'proposed', passedWith('d', '/d'));
  const proposal = { projectId, runId: later, title: '', kind: 'add', reason: '', doc: {} };
  await db.tenant(ctx).proposal.createMany({
    data: [
      { ...proposal, testKey: 'c', hash: 'c', status: 'accepted', decidedAt: new Date() },
      { ...proposal, testKey: 'd', hash: 'd', status: 'proposed' },
    ],
  });

  const known = await runs.findKnownTrouble(ctx, projectId);
  const ads = 'GET /api/ads 503';
  expect(['a', 'b', 'c', 'd'].map((key) => known(key).serverErrors)).toEqual([
    [ads, 'POST /orders/:id 500'],
    [ads],
    [ads, 'POST /c 500'],
    [ads],
  ]);
});
