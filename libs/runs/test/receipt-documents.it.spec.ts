import type { RunOptions, TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProjects, type Runs } from '../src/index.js';
import { openRuns, type OpenRuns } from './open-runs.js';

let open: OpenRuns;
let db: Db;
let runs: Runs;
let ctx: TenantContext;
let other: TenantContext;

beforeAll(async () => {
  open = await openRuns();
  ({ db, runs, ctx, other } = open);
});
afterAll(() => open.close());

const url = 'http://127.0.0.1:4000/';

/** A run whose stage of receipts ended with this document; without one it was stopped. */
async function runOf(by: TenantContext, projectId: string, docKey: string | null): Promise<string> {
  const wanted = { projectId, idempotencyKey: randomUUID(), workflowId: (id: string) => `run-${id}` };
  const { run } = await runs.create(by, { ...wanted, options: { url } });
  await runs.stageStarted(by, run.id, 'receipts');
  await runs.stageEnded(by, run.id, 'receipts', docKey === null ? 'cancelled' : 'done', docKey);
  // The clock of the database tells the order of runs, in milliseconds.
  await db.tenant(by).$queryRaw`SELECT 1 FROM pg_sleep(0.005)`;
  return run.id;
}

it('the receipts of a project are found newest first, and none of another project or tenant', async () => {
  const { id } = await runs.openProject(ctx, { name: 'shop', baseUrl: url });
  const { id: wiki } = await runs.openProject(ctx, { name: 'wiki', baseUrl: url });
  await runOf(ctx, id, 'runs/1/documents/receipts.json');
  await runOf(ctx, id, null);
  await runOf(ctx, id, 'runs/3/documents/receipts.json');
  await runOf(ctx, wiki, 'runs/4/documents/receipts.json');
  expect(await runs.listReceiptDocuments(ctx, id)).toEqual([
    'runs/3/documents/receipts.json',
    'runs/1/documents/receipts.json',
  ]);
  expect(await runs.listReceiptDocuments(other, id)).toEqual([]);
});

it('a run perturbs the app where its project says so, and not where the run says otherwise', async () => {
  const projects = createProjects({ db });
  const { id: projectId } = await projects.create(ctx, { name: 'bank', baseUrl: url, settings: { receipts: 'on' } });
  const optionsOf = async (receipts?: RunOptions['receipts']) => {
    const wanted = { projectId, idempotencyKey: randomUUID(), workflowId: (id: string) => `run-${id}` };
    const { run } = await runs.create(ctx, { ...wanted, options: { url, ...(receipts ? { receipts } : {}) } });
    return run.options.receipts;
  };
  expect([await optionsOf(), await optionsOf('off')]).toEqual(['on', 'off']);
  expect((await projects.update(ctx, projectId, { settings: { publicBadge: true } })).settings.receipts).toBe('on');
});
