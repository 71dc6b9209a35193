import { RunOptions, type RunOutcome, type TenantContext } from '@testforge/core';
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
const outcomeOf = (id: string, flaky: string[]): RunOutcome => ({
  id,
  status: 'passed',
  tests: { designed: 1, kept: 1, functional: 1, passed: 1, passedAfterHealing: 0, waiting: 0, failed: 0, flaky: 0 },
  verdicts: { drift: 0, regression: 0, flake: 0, environment: 0 },
  findings: 0,
  healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
  expectationsChanged: 0,
  coverage: { templates: 1, states: 1, forms: 0, flows: 1 },
  stagesMs: { discovery: 1, design: 1, scriptgen: 1, execution: 1, healing: 0, reporting: 1 },
  regressions: [],
  ...(flaky.length > 0 ? { flaky } : {}),
  links: { dashboard: null, report: null, share: null },
});

/** A run of a project; with `flaky` it has ended, and tells of these tests. */
async function runOf(by: TenantContext, name: string, flaky?: string[]): Promise<string> {
  const { id: projectId } = await runs.openProject(by, { name, baseUrl: url });
  const options = RunOptions.parse({ url });
  const wanted = { projectId, options, idempotencyKey: randomUUID(), workflowId: (id: string) => `run-${id}` };
  const { run } = await runs.create(by, wanted);
  await runs.begin(by, run.id);
  if (flaky) await runs.end(by, run.id, 'passed', outcomeOf(run.id, flaky));
  // The clock of the database tells the order of runs, in milliseconds.
  await db.tenant(by).$queryRaw`SELECT 1 FROM pg_sleep(0.005)`;
  return run.id;
}

it('the latest runs of a project remember which tests were flaky; a run under way, later runs and other projects do not count', async () => {
  await runOf(ctx, 'shop', ['a', 'b']);
  await runOf(ctx, 'shop', []);
  await runOf(ctx, 'shop', ['a']);
  await runOf(ctx, 'elsewhere', ['a']);
  await runOf(other, 'shop', ['a']);
  await runOf(ctx, 'shop');
  const now = await runOf(ctx, 'shop');
  await runOf(ctx, 'shop', ['a']);
  const { runs: count, times } = await runs.countFlakes(ctx, now);
  expect(count).toBe(3);
  expect([...times].sort()).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

it('what was flaky long ago is forgotten', async () => {
  await runOf(ctx, 'old', ['a']);
  for (let number = 0; number < 19; number += 1) await runOf(ctx, 'old', number < 2 ? ['b'] : []);
  const { runs: count, times } = await runs.countFlakes(ctx, await runOf(ctx, 'old'));
  expect(count).toBe(19);
  expect([...times]).toEqual([['b', 2]]);
});
