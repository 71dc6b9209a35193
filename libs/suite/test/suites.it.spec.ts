import { expectationHash, type Fingerprint, type TenantContext, type TestCase } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSuites, type Suites } from '../src/index.js';

let database: TestDatabase;
let db: Db;
let suites: Suites;
let alpha: TenantContext;
let beta: TenantContext;

const openTenant = async (slug: string): Promise<TenantContext> => ({
  tenantId: (await seedLocalTenant({ ownerUrl: database.ownerUrl, slug, email: `owner@${slug}.test` })).tenantId,
  requestId: 'spec',
});

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, poolSize: 10 });
  suites = createSuites({ db });
  [alpha, beta] = await Promise.all([openTenant('alpha'), openTenant('beta')]);
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const openProject = async (ctx: TenantContext): Promise<string> =>
  (await db.tenant(ctx).project.create({ data: { name: randomUUID(), baseUrl: 'http://127.0.0.1:1' } })).id;

async function openRun(ctx: TenantContext, projectId: string): Promise<string> {
  const key = randomUUID();
  return (
    await db.tenant(ctx).run.create({
      data: {
        projectId,
        kind: 'test',
        status: 'running',
        url: 'http://127.0.0.1:1',
        idempotencyKey: key,
        workflowId: key,
      },
    })
  ).id;
}

const button: Fingerprint = { tag: 'button', role: 'button', name: 'Add to cart' };
const total: Fingerprint = { tag: 'dd', text: '$ 5' };

const testCase = (key: string, change: Partial<TestCase> = {}): TestCase => ({
  key,
  title: `Test ${key}`,
  designer: 'forms',
  priority: 'P1',
  reason: 'because',
  category: 'functional',
  tags: [],
  flow: 'Cart',
  pages: ['/cart'],
  steps: [
    { key: 's1', phase: 'given', kind: 'goto', title: 'Open /cart', path: '/cart' },
    {
      key: 's2',
      phase: 'when',
      kind: 'click',
      title: 'Click “Add to cart”',
      target: {
        locator: { frame: [], links: [{ by: 'role', role: 'button', name: 'Add to cart' }] },
        fingerprint: button,
      },
    },
    {
      key: 's3',
      phase: 'then',
      kind: 'expect',
      title: 'The total is $ 5',
      target: { locator: { frame: [], links: [{ by: 'testId', testId: 'total' }] }, fingerprint: total },
      expectation: { matcher: 'toHaveText', expected: '$ 5' },
    },
    {
      key: 's4',
      phase: 'then',
      kind: 'expect',
      title: 'The address is /cart',
      expectation: { matcher: 'toHaveURL', expected: '/cart' },
    },
  ],
  ...change,
});

describe('the kept suite', () => {
  it('is nothing before the first run has kept something', async () => {
    expect(await suites.findCurrent(alpha, await openProject(alpha))).toBeNull();
  });

  it('gives back exactly what was kept, sorted by key', async () => {
    const projectId = await openProject(alpha);
    const tests = [testCase('b'), testCase('a', { tags: ['x'] })];
    await suites.keep(alpha, {
      projectId,
      runId: await openRun(alpha, projectId),
      reason: 'first run',
      base: 0,
      tests,
    });
    expect(await suites.findCurrent(alpha, projectId)).toEqual({
      version: 1,
      tests: [testCase('a', { tags: ['x'] }), testCase('b')],
    });
  });

  it('gets one version for one run and reason, however often and however parallel it is asked', async () => {
    const projectId = await openProject(alpha);
    const request = {
      projectId,
      runId: await openRun(alpha, projectId),
      reason: 'first run',
      base: 0,
      tests: [testCase('a')],
    };
    expect(await Promise.all(Array.from({ length: 10 }, () => suites.keep(alpha, request)))).toEqual(
      Array.from({ length: 10 }, () => 1),
    );
    expect(await db.tenant(alpha).suiteVersion.count({ where: { projectId } })).toBe(1);
    expect(
      await suites.keep(alpha, { ...request, base: 1, reason: 'healed', tests: [testCase('a', { tags: ['healed'] })] }),
    ).toBe(2);
    expect(await suites.keep(alpha, { ...request, tests: [] })).toBe(1);
  });

  it('is made by one of several first runs at once; the others are told, and equal tests share one revision', async () => {
    const projectId = await openProject(alpha);
    const runIds = await Promise.all(Array.from({ length: 10 }, () => openRun(alpha, projectId)));
    const tests = [testCase('a'), testCase('b')];
    const kept = await Promise.allSettled(
      runIds.map((runId) => suites.keep(alpha, { projectId, runId, reason: 'first run', base: 0, tests })),
    );
    expect(kept.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = kept.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refusals.map((error) => (error as { code?: string }).code)).toEqual(
      Array.from({ length: 9 }, () => 'suite.changed'),
    );
    const runId = await openRun(alpha, projectId);
    await suites.keep(alpha, { projectId, runId, reason: 'again', base: 1, tests: [...tests, testCase('c')] });
    const where = { testCase: { projectId, key: { in: ['a', 'b'] } } };
    const revisions = await db.tenant(alpha).testRevision.findMany({ where, include: { entries: true } });
    expect(revisions.map((revision) => revision.entries.length)).toEqual([2, 2]);
  });

  it('takes the repairs of two runs that began on the same version, each of its own test', async () => {
    const projectId = await openProject(alpha);
    const tests = [testCase('a'), testCase('b')];
    await suites.keep(alpha, {
      projectId,
      runId: await openRun(alpha, projectId),
      reason: 'first run',
      base: 0,
      tests,
    });
    const heal = async (key: string, tag: string) => {
      const replacements = [{ before: testCase(key), after: testCase(key, { tags: [tag] }) }];
      return suites.replace(alpha, {
        projectId,
        runId: await openRun(alpha, projectId),
        reason: 'healed',
        replacements,
      });
    };
    expect((await Promise.all([heal('a', 'one'), heal('b', 'two')])).flatMap(({ refused }) => refused)).toEqual([]);
    expect((await suites.findCurrent(alpha, projectId))?.tests.map((test) => test.tags)).toEqual([['one'], ['two']]);
    expect(await heal('a', 'three')).toEqual({ version: 3, refused: ['a'] });
  });

  it('leaves every older version as it was', async () => {
    const projectId = await openProject(alpha);
    const runId = await openRun(alpha, projectId);
    await suites.keep(alpha, { projectId, runId, reason: 'first run', base: 0, tests: [testCase('a')] });
    await suites.keep(alpha, {
      projectId,
      runId,
      reason: 'healed',
      base: 1,
      tests: [testCase('a', { title: 'Renamed' })],
    });
    const versions = await db.tenant(alpha).suiteVersion.findMany({
      where: { projectId },
      orderBy: { number: 'asc' },
      include: { entries: { include: { testRevision: true } } },
    });
    expect(
      versions.map((version) => version.entries.map((entry) => (entry.testRevision.doc as { title: string }).title)),
    ).toEqual([['Test a'], ['Renamed']]);
    expect((await suites.findCurrent(alpha, projectId))?.tests[0]?.title).toBe('Renamed');
  });

  it('has its steps, expectations and fingerprints as rows too, each fingerprint once a project', async () => {
    const projectId = await openProject(alpha);
    const test = testCase('a');
    await suites.keep(alpha, {
      projectId,
      runId: await openRun(alpha, projectId),
      reason: 'first run',
      base: 0,
      tests: [test, testCase('b')],
    });
    const revision = await db.tenant(alpha).testRevision.findFirstOrThrow({
      where: { testCase: { projectId, key: 'a' } },
      include: { steps: { orderBy: { position: 'asc' }, include: { expectations: true, fingerprint: true } } },
    });
    expect(revision.expectationHash).toBe(expectationHash(test));
    expect(
      revision.steps.map((step) => [
        step.position,
        step.stepKey,
        step.kind,
        step.phase,
        step.fingerprint?.doc ?? null,
        step.expectations.map(({ matcher, expected }) => [matcher, expected]),
      ]),
    ).toEqual([
      [0, 's1', 'goto', 'given', null, []],
      [1, 's2', 'click', 'when', button, []],
      [2, 's3', 'expect', 'then', total, [['toHaveText', '$ 5']]],
      [3, 's4', 'expect', 'then', null, [['toHaveURL', '/cart']]],
    ]);
    expect(await db.tenant(alpha).fingerprint.count({ where: { projectId } })).toBe(2);
  });

  it('keeps text that a database cannot hold, with a mark in place of what cannot be held', async () => {
    const projectId = await openProject(alpha);
    await suites.keep(alpha, {
      projectId,
      runId: await openRun(alpha, projectId),
      reason: 'first run',
      base: 0,
      tests: [testCase('a', { title: 'nul \u0000 and half \ud800 a pair' })],
    });
    expect((await suites.findCurrent(alpha, projectId))?.tests[0]?.title).toBe('nul \ufffd and half \ufffd a pair');
  });

  it('keeps nothing of a version that could not be written whole', async () => {
    const projectId = await openProject(alpha);
    const twice = testCase('a', { steps: [...testCase('a').steps, ...testCase('a').steps] });
    await expect(
      suites.keep(alpha, {
        projectId,
        runId: await openRun(alpha, projectId),
        reason: 'first run',
        base: 0,
        tests: [testCase('b'), twice],
      }),
    ).rejects.toThrow();
    expect(await db.tenant(alpha).testCase.count({ where: { projectId } })).toBe(0);
    expect(await suites.findCurrent(alpha, projectId)).toBeNull();
  });

  it('is nothing to another tenant, who can neither read it nor add to it', async () => {
    const projectId = await openProject(alpha);
    const runId = await openRun(alpha, projectId);
    await suites.keep(alpha, { projectId, runId, reason: 'first run', base: 0, tests: [testCase('a')] });
    expect(await suites.findCurrent(beta, projectId)).toBeNull();
    await expect(
      suites.keep(beta, { projectId, runId, reason: 'theft', base: 0, tests: [testCase('x')] }),
    ).rejects.toThrow();
    expect((await suites.findCurrent(alpha, projectId))?.tests.map(({ key }) => key)).toEqual(['a']);
  });
});
