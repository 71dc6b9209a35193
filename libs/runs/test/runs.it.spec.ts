import {
  RunOptions,
  type Access,
  type Finding,
  type LedgerEntry,
  type RunOutcome,
  type TenantContext,
  type TestResult,
} from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { createVault } from '@testforge/platform/secrets';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAccessStore,
  createProjects,
  createRuns,
  type AccessStore,
  type Projects,
  type RunRecord,
  type Runs,
} from '../src/index.js';

let database: TestDatabase;
let db: Db;
let runs: Runs;
let projects: Projects;
let alpha: TenantContext;
let beta: TenantContext;

const openTenant = async (slug: string): Promise<TenantContext> => ({
  tenantId: (await seedLocalTenant({ ownerUrl: database.ownerUrl, slug, email: `owner@${slug}.test` })).tenantId,
  requestId: 'spec',
});

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, poolSize: 10 });
  runs = createRuns({ db });
  projects = createProjects({ db });
  [alpha, beta] = await Promise.all([openTenant('alpha'), openTenant('beta')]);
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const url = 'http://127.0.0.1:4000/';
const options = RunOptions.parse({ url, release: '1.2' });

async function startRun(
  ctx: TenantContext,
  idempotencyKey: string = randomUUID(),
): Promise<{ run: RunRecord; existed: boolean }> {
  const { id: projectId } = await runs.openProject(ctx, { name: 'shop', baseUrl: url });
  return runs.create(ctx, { projectId, options, idempotencyKey, workflowId: (id) => `run-${id}` });
}

const outcomeOf = (id: string): RunOutcome => ({
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
  links: { dashboard: null, report: null, share: null },
});

describe('a project', () => {
  it('is found by its name, and made once however many ask for it at the same time', async () => {
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => runs.openProject(alpha, { name: 'asked for at once', baseUrl: url })),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    const other = await runs.openProject(beta, { name: 'asked for at once', baseUrl: url });
    expect(other.id).not.toBe(opened[0]?.id);
  });

  it('has what its owner set hold for its runs, also when that was set after a run was wished for', async () => {
    const { id: projectId } = await runs.openProject(alpha, { name: 'careful', baseUrl: url });
    const wish = { projectId, options: { url }, workflowId: (id: string) => `run-${id}` };
    const before = await runs.create(alpha, { ...wish, idempotencyKey: randomUUID() });
    await projects.update(alpha, projectId, { interaction: 'read', healing: { mode: 'never' } });
    const { run } = await runs.create(alpha, { ...wish, idempotencyKey: randomUUID() });
    expect([before.run.interaction, before.run.options.healing.mode]).toEqual(['write', 'automatic']);
    expect([run.interaction, run.options.healing.mode]).toEqual(['read', 'never']);
  });
});

describe('a run', () => {
  it('begins queued, with its options and the interaction level its address gets', async () => {
    const { run, existed } = await startRun(alpha);
    expect(existed).toBe(false);
    expect(run).toMatchObject({
      status: 'queued',
      url,
      release: '1.2',
      interaction: 'write',
      workflowId: `run-${run.id}`,
      projectName: 'shop',
      outcome: null,
      startedAt: null,
      endedAt: null,
      options,
    });
    expect(await runs.get(alpha, run.id)).toEqual(run);
  });

  it('is the same run for the same idempotency key, under 20 parallel creates', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => startRun(alpha, 'same')));
    expect(new Set(made.map(({ run }) => run.id)).size).toBe(1);
    expect(made.filter(({ existed }) => !existed)).toHaveLength(1);
    expect(await startRun(alpha, 'same')).toMatchObject({ existed: true, run: { id: made[0]?.run.id } });
  });

  it('is another run for another tenant’s use of the same key', async () => {
    const [mine, theirs] = [await startRun(alpha, 'shared word'), await startRun(beta, 'shared word')];
    expect(mine.run.id).not.toBe(theirs.run.id);
  });

  it('is not there for another tenant, neither to read nor to change', async () => {
    const { run } = await startRun(alpha);
    await expect(runs.get(beta, run.id)).rejects.toMatchObject({ kind: 'notFound', code: 'run.not_found' });
    await runs.begin(beta, run.id);
    await runs.end(beta, run.id, 'failed', null);
    await runs.stageEnded(beta, run.id, 'discovery', 'failed', null);
    await expect(runs.stageStarted(beta, run.id, 'discovery')).rejects.toThrow();
    await expect(
      runs.recordLedger(beta, run.id, 'design', [{ stage: 'design', method: 'POST', urlTemplate: '/', status: 200 }]),
    ).rejects.toThrow();
    expect(await runs.get(alpha, run.id)).toMatchObject({ status: 'queued' });
    expect((await runs.list(beta, { limit: 100 })).map(({ id }) => id)).not.toContain(run.id);
    expect(await runs.listStages(alpha, run.id)).toEqual([]);
  });

  it('begins once and ends once; whatever comes later changes nothing', async () => {
    const { run } = await startRun(alpha);
    await runs.begin(alpha, run.id);
    const { startedAt } = await runs.get(alpha, run.id);
    await runs.begin(alpha, run.id);
    const outcome = outcomeOf(run.id);
    await runs.end(alpha, run.id, 'passed', outcome);
    const ended = await runs.get(alpha, run.id);
    expect(ended).toMatchObject({ status: 'passed', outcome, startedAt });
    await runs.end(alpha, run.id, 'failed', { ...outcome, status: 'failed' });
    await runs.end(alpha, run.id, 'cancelled', null);
    await runs.begin(alpha, run.id);
    expect(await runs.get(alpha, run.id)).toEqual(ended);
  });

  it('ends with one of the outcomes that arrive at the same time, whole', async () => {
    const { run } = await startRun(alpha);
    const phases = ['passed', 'failed', 'cancelled', 'error'] as const;
    await Promise.all(phases.map((status) => runs.end(alpha, run.id, status, { ...outcomeOf(run.id), status })));
    const { status, outcome } = await runs.get(alpha, run.id);
    expect(phases).toContain(status);
    expect(outcome?.status).toBe(status);
  });
});

describe('an idempotency key', () => {
  it('is refused when other wishes come with it', async () => {
    const key = randomUUID();
    const { run } = await startRun(alpha, key);
    const other = { ...options, release: '9' };
    const again = { projectId: run.projectId, options: other, idempotencyKey: key, workflowId: (id: string) => id };
    await expect(runs.create(alpha, again)).rejects.toMatchObject({ kind: 'conflict', code: 'run.other_request' });
  });
});

describe('a pause', () => {
  it('is told while the run is under way, and never of one that has ended', async () => {
    const { run } = await startRun(alpha);
    await runs.begin(alpha, run.id);
    await runs.move(alpha, run.id, 'paused');
    expect((await runs.get(alpha, run.id)).status).toBe('paused');
    await runs.move(alpha, run.id, 'running');
    await runs.end(alpha, run.id, 'passed', outcomeOf(run.id));
    await runs.move(alpha, run.id, 'paused');
    expect((await runs.get(alpha, run.id)).status).toBe('passed');
  });
});

describe('an answer', () => {
  it('moves a run that waits, and leaves one that failed as it was, each with the outcome told anew', async () => {
    const statusAfter = async (status: 'waiting' | 'failed') => {
      const { run } = await startRun(alpha);
      await runs.end(alpha, run.id, status, { ...outcomeOf(run.id), status });
      await runs.answered(alpha, run.id, 'passed_after_healing', { ...outcomeOf(run.id), findings: 7 });
      return runs.get(alpha, run.id);
    };
    expect(await statusAfter('waiting')).toMatchObject({ status: 'passed_after_healing', outcome: { findings: 7 } });
    expect(await statusAfter('failed')).toMatchObject({ status: 'failed', outcome: { findings: 7 } });
  });
});

describe('how an app is entered', () => {
  const access = { user: 'eva', password: 'pa55word-in-clear' };
  const vault = createVault({ key: randomBytes(32), keyId: 'spec' });
  let store: AccessStore;
  beforeAll(() => void (store = createAccessStore({ db, vault })));

  it('is kept sealed, replaced when given again, and found again for the same origin only', async () => {
    const { run } = await startRun(alpha);
    await store.keep(alpha, run.projectId, url, { user: 'old', password: 'old' });
    await store.keep(alpha, run.projectId, `${url}other/page`, access);
    expect(await store.find(alpha, run.projectId, url)).toEqual(access);
    expect(await store.find(alpha, run.projectId, 'http://127.0.0.1:4001/')).toEqual({});
    const rows = await db.tenant(alpha).credential.findMany({ where: { projectId: run.projectId } });
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0]?.ciphertext ?? []).toString('latin1')).not.toContain('pa55word');
  });

  it('keeps further log-ins until they are given anew, since tests may begin with them', async () => {
    const { run } = await startRun(alpha);
    const roles = { clerk: { user: 'jo', password: 'front-desk' } };
    const afterGiving = async (given: Access) => {
      await store.keep(alpha, run.projectId, url, given);
      return store.find(alpha, run.projectId, url);
    };
    expect(await afterGiving({ ...access, roles })).toEqual({ ...access, roles });
    expect(await afterGiving({ user: 'eva', password: 'new' })).toEqual({ user: 'eva', password: 'new', roles });
    expect(await afterGiving({ headers: { 'x-a': '1' } })).toEqual({ headers: { 'x-a': '1' } });
    expect(await afterGiving({ ...access, roles })).toEqual({ ...access, roles });
    expect(await afterGiving({ ...access, roles: {} })).toEqual({ ...access, roles: {} });
    const rekeyed = createAccessStore({ db, vault: createVault({ key: randomBytes(32), keyId: 'other' }) });
    await rekeyed.keep(alpha, run.projectId, url, access);
    expect(await rekeyed.find(alpha, run.projectId, url)).toEqual(access);
  });

  it('is nobody else’s, and gone once it is forgotten', async () => {
    const { run } = await startRun(alpha);
    await store.keep(alpha, run.projectId, url, access);
    expect(await store.find(beta, run.projectId, url)).toEqual({});
    await store.forget(alpha, run.projectId);
    expect(await store.find(alpha, run.projectId, url)).toEqual({});
  });
});

describe('the list of runs', () => {
  it('loses none of the runs that were made in the same millisecond', async () => {
    const ctx = await openTenant('same-moment');
    for (let index = 0; index < 4; index += 1) await startRun(ctx);
    await db.tenant(ctx).run.updateMany({ data: { createdAt: new Date(0) } });
    const first = await runs.list(ctx, { limit: 2 });
    const rest = await runs.list(ctx, { limit: 2, before: first.at(-1) });
    expect(new Set([...first, ...rest].map(({ id }) => id)).size).toBe(4);
  });
  it('is newest first, and goes on where a page ended without losing or repeating one', async () => {
    const ctx = await openTenant('lister');
    const made = [];
    for (let index = 0; index < 5; index += 1) made.push((await startRun(ctx)).run);
    const newestFirst = (await runs.list(ctx, { limit: 100 })).map(({ id }) => id);
    expect([...newestFirst].sort()).toEqual(made.map(({ id }) => id).sort());
    const first = await runs.list(ctx, { limit: 2 });
    const rest = await runs.list(ctx, { limit: 100, before: first.at(-1) });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(newestFirst);
  });
});

describe('a stage', () => {
  it('is one entry through any number of tries', async () => {
    const { run } = await startRun(alpha);
    await runs.stageStarted(alpha, run.id, 'discovery');
    await runs.stageStarted(alpha, run.id, 'discovery');
    await runs.stageEnded(alpha, run.id, 'discovery', 'done', 'runs/x/model.json');
    await runs.stageStarted(alpha, run.id, 'design');
    expect(await runs.listStages(alpha, run.id)).toMatchObject([
      { name: 'discovery', status: 'done', docKey: 'runs/x/model.json' },
      { name: 'design', status: 'running', endedAt: null },
    ]);
    expect(await db.tenant(alpha).stage.findFirst({ where: { runId: run.id, name: 'discovery' } })).toMatchObject({
      attempt: 2,
    });
  });
});

describe('what is recorded twice', () => {
  const result: TestResult = {
    key: 'a',
    title: 'A',
    status: 'failed',
    attempts: 2,
    durationMs: 12.7,
    steps: [],
    failure: { stepKey: null, stepTitle: '', message: 'nul \u0000 and half \ud83d a pair' },
  };
  const finding: Finding = {
    key: 'f',
    kind: 'console_error',
    severity: 'minor',
    title: 'nul \u0000',
    url: '/',
    evidence: { 'key \u0000': ['text \u0000 \udc00'] },
  };
  const entry: LedgerEntry = {
    stage: 'execution',
    method: 'POST',
    urlTemplate: '/x\u0000',
    status: 201,
    created: 'order',
  };

  it('is a result that is there once for each phase, as it was said last', async () => {
    const { run } = await startRun(alpha);
    await Promise.all(Array.from({ length: 5 }, () => runs.recordResult(alpha, run.id, 'main', result)));
    await runs.recordResult(alpha, run.id, 'main', { ...result, status: 'passed', failure: undefined });
    await runs.recordResult(alpha, run.id, 'proof', result);
    expect(await runs.listResults(alpha, run.id, 'main')).toMatchObject([{ key: 'a', status: 'passed' }]);
    expect(await runs.listResults(alpha, run.id, 'proof')).toMatchObject([
      { failure: { message: 'nul \ufffd and half \ufffd a pair' } },
    ]);
    expect(await runs.listResults(beta, run.id, 'main')).toEqual([]);
  });

  it('is a finding that is there once', async () => {
    const { run } = await startRun(alpha);
    await runs.recordFindings(alpha, run.id, [finding, finding]);
    await runs.recordFindings(alpha, run.id, [finding, { ...finding, key: 'g' }]);
    const rows = await db.tenant(alpha).finding.findMany({ where: { runId: run.id }, orderBy: { key: 'asc' } });
    expect(rows).toMatchObject([
      { key: 'f', title: 'nul \ufffd', doc: { 'key \ufffd': ['text \ufffd \ufffd'] } },
      { key: 'g' },
    ]);
  });

  it('is a ledger entry that is there once for each request, equal requests apart', async () => {
    const { run } = await startRun(alpha);
    await runs.recordLedger(alpha, run.id, 'execution:main', [entry, entry]);
    await runs.recordLedger(alpha, run.id, 'execution:main', [entry, entry, { ...entry, status: null }]);
    await runs.recordLedger(alpha, run.id, 'execution:proof', [entry]);
    expect(await db.tenant(alpha).ledgerEntry.count({ where: { runId: run.id } })).toBe(4);
  });

  it('is nothing when there is nothing to record', async () => {
    const { run } = await startRun(alpha);
    await runs.recordFindings(alpha, run.id, []);
    await runs.recordLedger(alpha, run.id, 'design', []);
    expect(await db.tenant(alpha).finding.count({ where: { runId: run.id } })).toBe(0);
  });
});
