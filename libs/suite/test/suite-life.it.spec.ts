import type { Step, TenantContext, TestCase } from '@testforge/core';
import { createDb, seedLocalTenant, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createAnswers,
  createProposals,
  createSuites,
  createTestStates,
  toAdd,
  toQuarantine,
  type SuiteChange,
} from '../src/index.js';

let database: TestDatabase;
let db: Db;
let alpha: TenantContext;
let beta: TenantContext;
let projectId: string;
let runId: string;

const openTenant = async (slug: string): Promise<TenantContext> => ({
  tenantId: (await seedLocalTenant({ ownerUrl: database.ownerUrl, slug, email: `owner@${slug}.test` })).tenantId,
  requestId: 'spec',
});

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, poolSize: 5 });
  [alpha, beta] = await Promise.all([openTenant('alpha'), openTenant('beta')]);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const goto = (path: string): Step => ({ key: '1', phase: 'given', title: `open ${path}`, kind: 'goto', path });
const testOf = (key: string, path = '/'): TestCase => ({
  key,
  title: key,
  designer: 'd',
  priority: 'P1',
  reason: 'r',
  category: 'functional',
  tags: [],
  flow: 'f',
  pages: [],
  steps: [goto(path)],
});
const keptKeys = async (): Promise<string[]> =>
  ((await createSuites({ db }).findCurrent(alpha, projectId))?.tests ?? []).map(({ key }) => key);

/** A project whose first run kept the tests a and b. */
beforeEach(async () => {
  const tx = db.tenant(alpha);
  projectId = (await tx.project.create({ data: { name: randomUUID(), baseUrl: 'http://a' } })).id;
  const id = randomUUID();
  const data = { id, projectId, kind: 'test', status: 'passed', url: 'http://a', idempotencyKey: id, workflowId: id };
  runId = (await tx.run.create({ data })).id;
  const tests = [testOf('a'), testOf('b')];
  await createSuites({ db }).keep(alpha, { projectId, runId, reason: 'first run', base: 0, tests });
});

describe('a proposal', () => {
  const propose = (changes: SuiteChange[]) => createProposals({ db }).propose(alpha, { projectId, runId, changes });
  const idsOf = async () => (await createProposals({ db }).list(alpha, projectId)).map(({ id }) => id);

  it('changes nothing until a person accepts it; then there is one new version', async () => {
    await propose([toAdd(testOf('c'), 'new')]);
    expect(await keptKeys()).toEqual(['a', 'b']);
    expect(await createProposals({ db }).accept(alpha, { projectId, ids: await idsOf(), by: 'Eva' })).toBe(2);
    expect(await keptKeys()).toEqual(['a', 'b', 'c']);
  });
  it('is told once, and not again after a person rejected it', async () => {
    expect(await propose([toAdd(testOf('c'), 'new')])).toBe(1);
    await createProposals({ db }).reject(alpha, { projectId, ids: await idsOf(), by: 'Eva' });
    expect(await propose([toAdd(testOf('c'), 'new')])).toBe(0);
    const accept = createProposals({ db }).accept(alpha, { projectId, ids: await idsOf(), by: 'Eva' });
    await expect(accept).rejects.toMatchObject({ code: 'proposal.not_found' });
  });
  it('is refused when the test was changed meanwhile, and then nothing of it is accepted', async () => {
    const change: SuiteChange = {
      kind: 'change',
      testKey: 'a',
      title: 'a',
      reason: 'r',
      before: testOf('a'),
      after: testOf('a', '/new'),
      conflicts: [],
    };
    await propose([change, toAdd(testOf('c'), 'new')]);
    const replacements = [{ before: testOf('a'), after: testOf('a', '/by-hand') }];
    await createSuites({ db }).replace(alpha, { projectId, runId: null, reason: 'edited by Eva', replacements });
    const accept = createProposals({ db }).accept(alpha, { projectId, ids: await idsOf(), by: 'Eva' });
    await expect(accept).rejects.toMatchObject({ code: 'proposal.outdated' });
    expect(await keptKeys()).toEqual(['a', 'b']);
  });
  it('to put a test into quarantine, once accepted, changes how it is handled and nothing of the suite', async () => {
    await propose([toQuarantine(testOf('a'), 'flaky in 3 of the last 9 runs')]);
    const handling = async () => (await createTestStates({ db }).list(alpha, projectId)).find(({ key }) => key === 'a');
    expect(await handling()).toMatchObject({ handling: 'enabled' });
    expect(await createProposals({ db }).accept(alpha, { projectId, ids: await idsOf(), by: 'Eva' })).toBe(1);
    expect(await handling()).toMatchObject({
      handling: 'quarantined',
      by: 'Eva',
      reason: 'flaky in 3 of the last 9 runs',
    });
    expect(await createSuites({ db }).listVersions(alpha, projectId)).toHaveLength(1);
  });
  it('is nobody else’s', async () => {
    await propose([toAdd(testOf('c'), 'new')]);
    expect(await createProposals({ db }).list(beta, projectId)).toEqual([]);
    const accept = createProposals({ db }).accept(beta, { projectId, ids: await idsOf(), by: 'Mallory' });
    await expect(accept).rejects.toMatchObject({ code: 'proposal.not_found' });
  });
});

describe('what a test was generated as', () => {
  it('stays the common ground through heals and hand edits, until a generated one is accepted', async () => {
    const suites = createSuites({ db });
    const replacements = [{ before: testOf('a'), after: testOf('a', '/by-hand') }];
    await suites.replace(alpha, { projectId, runId: null, reason: 'edited by Eva', replacements });
    expect((await suites.readBases(alpha, projectId)).get('a')).toMatchObject({ steps: [{ path: '/' }] });
    await createProposals({ db }).propose(alpha, { projectId, runId, changes: [toAdd(testOf('c', '/c'), 'new')] });
    const ids = (await createProposals({ db }).list(alpha, projectId)).map(({ id }) => id);
    await createProposals({ db }).accept(alpha, { projectId, ids, by: 'Eva' });
    const bases = await suites.readBases(alpha, projectId);
    expect(bases.get('a')).toMatchObject({ steps: [{ path: '/' }] });
    expect(bases.get('c')).toMatchObject({ steps: [{ path: '/c' }] });
  });
});

describe('an older version', () => {
  it('comes back as a new one, whole or for one test, and none is lost', async () => {
    const suites = createSuites({ db });
    const replacements = ['a', 'b'].map((key) => ({ before: testOf(key), after: testOf(key, '/healed') }));
    await suites.replace(alpha, { projectId, runId, reason: 'healed', replacements });
    expect(await suites.restore(alpha, { projectId, version: 1, key: 'a', by: 'Eva' })).toBe(3);
    const { tests = [] } = (await suites.findCurrent(alpha, projectId)) ?? {};
    expect(tests).toMatchObject([{ steps: [{ path: '/' }] }, { steps: [{ path: '/healed' }] }]);
    expect((await suites.listVersions(alpha, projectId)).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect((await suites.getVersion(alpha, projectId, 1)).tests.map(({ key }) => key)).toContain('a');
    await expect(suites.getVersion(alpha, projectId, 9)).rejects.toMatchObject({ code: 'suite.no_version' });
    await expect(suites.restore(alpha, { projectId, version: 9, by: 'Eva' })).rejects.toMatchObject({
      code: 'suite.no_version',
    });
  });
});

describe('how a test is handled', () => {
  it('is kept with who said so and why, and through new versions', async () => {
    const states = createTestStates({ db });
    await states.set(alpha, { projectId, key: 'a', handling: 'quarantined', by: 'Eva', reason: 'flaky since May' });
    expect(await states.list(alpha, projectId)).toMatchObject([
      { key: 'a', handling: 'quarantined', by: 'Eva', reason: 'flaky since May' },
      { key: 'b', handling: 'enabled', by: null },
    ]);
    const unknown = states.set(alpha, { projectId, key: 'z', handling: 'muted', by: 'Eva' });
    await expect(unknown).rejects.toMatchObject({ code: 'suite.no_test' });
    await expect(states.set(beta, { projectId, key: 'a', handling: 'muted', by: 'Mallory' })).rejects.toMatchObject({
      code: 'suite.no_test',
    });
  });
});

describe('an answer', () => {
  const open = () =>
    createAnswers({ db }).open(alpha, { projectId, runId, testKey: 'a', kind: 'intended', saidBy: 'Eva' });

  it('is the only one to its test while it is carried out', async () => {
    const settled = await Promise.allSettled([open(), open(), open()]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
  it('is signed once, by name, and only when its change was shown', async () => {
    const answers = createAnswers({ db });
    const { id } = await open();
    await expect(answers.sign(alpha, id, 'Eva')).rejects.toMatchObject({ code: 'answer.not_shown' });
    const changes = [{ stepKey: '1', stepTitle: 's', before: '10', after: '12' }];
    await answers.update(alpha, id, { status: 'shown', doc: { changes } });
    expect(await answers.sign(alpha, id, 'Eva')).toMatchObject({ signedBy: 'Eva', changes });
    await expect(answers.sign(alpha, id, 'Mallory')).rejects.toMatchObject({ code: 'answer.not_shown' });
    await answers.update(alpha, id, { status: 'applied', doc: {} });
    await answers.update(alpha, id, { status: 'refused', doc: { why: 'too late' } });
    expect(await answers.get(alpha, id)).toMatchObject({ status: 'applied', signedBy: 'Eva' });
  });
});
