import type { TenantContext, TestResult } from '@testforge/core';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Runs } from '../src/index.js';
import { openRuns, type OpenRuns } from './open-runs.js';

let open: OpenRuns;
let runs: Runs;
let ctx: TenantContext;
let other: TenantContext;

beforeAll(async () => {
  open = await openRuns();
  ({ runs, ctx, other } = open);
});
afterAll(() => open.close());

const url = 'http://127.0.0.1:4000/';

async function openRun(projectId: string): Promise<string> {
  const wanted = { projectId, idempotencyKey: randomUUID(), workflowId: (id: string) => `run-${id}` };
  const { run } = await runs.create(ctx, { ...wanted, options: { url } });
  await runs.begin(ctx, run.id);
  return run.id;
}

const ended = (key: string, status: TestResult['status']): TestResult => ({
  key,
  title: key,
  status,
  attempts: status === 'flaky' ? 2 : 1,
  durationMs: 1,
  steps: [],
});

it('a test’s tries are counted over all runs of its project, without proofs, stopped runs and other tenants’', async () => {
  const { id: projectId } = await runs.openProject(ctx, { name: 'shop', baseUrl: url });
  const { id: wiki } = await runs.openProject(ctx, { name: 'wiki', baseUrl: url });
  const [first, second, stopped, elsewhere] = [
    await openRun(projectId),
    await openRun(projectId),
    await openRun(projectId),
    await openRun(wiki),
  ];
  await runs.recordResult(ctx, first, 'first', ended('cart', 'passed'));
  await runs.recordResult(ctx, first, 'gate-1', ended('cart', 'passed'));
  await runs.recordResult(ctx, first, 'gate-2', ended('cart', 'failed'));
  await runs.recordResult(ctx, second, 'kept', ended('cart', 'flaky'));
  await runs.recordResult(ctx, second, 'kept', ended('search', 'passed'));
  await runs.recordResult(ctx, second, 'proof-1', ended('search', 'passed'));
  await runs.recordResult(ctx, stopped, 'kept', ended('cart', 'passed'));
  await runs.end(ctx, stopped, 'cancelled', null);
  await runs.recordResult(ctx, elsewhere, 'kept', ended('cart', 'passed'));
  expect(Object.fromEntries(await runs.countTries(ctx, projectId))).toEqual({
    cart: { passes: 2, flakes: 1 },
    search: { passes: 1, flakes: 0 },
  });
  expect((await runs.countTries(other, projectId)).size).toBe(0);
});
