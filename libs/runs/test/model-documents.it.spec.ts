import { isAppError, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Runs } from '../src/index.js';
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

/** A run that was made in this second and looked at the app; without a document its discovery was stopped. */
async function runOf(projectId: string, second: number, docKey: string | null): Promise<string> {
  const wanted = { projectId, idempotencyKey: randomUUID(), workflowId: (id: string) => `run-${id}` };
  const { run } = await runs.create(ctx, { ...wanted, options: { url } });
  await runs.stageStarted(ctx, run.id, 'discovery');
  await runs.stageEnded(ctx, run.id, 'discovery', docKey === null ? 'cancelled' : 'done', docKey);
  await db.tenant(ctx).run.update({ where: { id: run.id }, data: { createdAt: new Date(1_000 * second) } });
  return run.id;
}
const isNotFound = (error: unknown): boolean => isAppError(error) && error.kind === 'notFound';

it('the models of a project before a run are the newest two and the very first, none of a later run or another project', async () => {
  const { id } = await runs.openProject(ctx, { name: 'shop', baseUrl: url });
  const { id: wiki } = await runs.openProject(ctx, { name: 'wiki', baseUrl: url });
  const first = await runOf(id, 1, 'model-1');
  const second = await runOf(id, 2, 'model-2');
  await runOf(id, 3, 'model-3');
  await runOf(id, 4, 'model-4');
  await runOf(id, 5, null);
  await runOf(wiki, 5, 'model-of-wiki');
  const now = await runOf(id, 6, 'model-6');
  await runOf(id, 7, 'model-7');
  expect(await runs.listModelDocuments(ctx, now)).toEqual(['model-4', 'model-3', 'model-1']);
  expect(await runs.listModelDocuments(ctx, second)).toEqual(['model-1']);
  expect(await runs.listModelDocuments(ctx, first)).toEqual([]);
  expect(await runs.listModelDocuments(other, now).catch(isNotFound)).toBe(true);
});
