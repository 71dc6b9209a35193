import type { Step, TestCase } from '@testforge/core';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;
let run: string;
let project: string;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function send(method: Method, url: string, body?: unknown, key = alpha.apiKey) {
  const headers = { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) };
  const answer = await api.app.inject({ method, url, headers, ...(body ? { payload: JSON.stringify(body) } : {}) });
  return { status: answer.statusCode, body: (answer.body === '' ? null : answer.json()) as Record<string, unknown> };
}

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

const byKey = 'API key “local” of owner@alpha.test';

/** An access token of the tenant's owner. */
async function sessionOf({ ctx: { tenantId }, apiKey }: Tenant): Promise<string> {
  const { userId } = await api.deps.identity.authenticate(apiKey);
  return api.deps.tokens.sign({ userId: userId ?? '', tenantId, sessionId: 'spec', grants: ['*'] });
}

/** A run of a project of its own, with the tests a and b kept by it. */
beforeEach(async () => {
  const started = await send('POST', '/api/v1/runs', { url: 'http://127.0.0.1:4000/', project: randomUUID() });
  run = String(started.body['id']);
  project = (started.body['project'] as { id: string }).id;
  await api.deps.suites.keep(alpha.ctx, {
    projectId: project,
    runId: run,
    reason: 'first run',
    base: 0,
    tests: [testOf('a'), testOf('b')],
  });
});

describe('a run', () => {
  it('is asked to pause and to go on', async () => {
    await api.deps.runs.begin(alpha.ctx, run);
    expect((await send('POST', `/api/v1/runs/${run}/pause`)).status).toBe(202);
    expect((await send('POST', `/api/v1/runs/${run}/resume`)).body).toMatchObject({ id: run });
    expect(api.temporal.told).toEqual(expect.arrayContaining([`pause ${run}`, `resume ${run}`]));
  });
  it('that was stopped goes on as one new run, however often that is asked', async () => {
    await api.deps.runs.end(alpha.ctx, run, 'cancelled', null);
    const [one, two] = [
      await send('POST', `/api/v1/runs/${run}/resume`),
      await send('POST', `/api/v1/runs/${run}/resume`),
    ];
    expect(one.body['id']).not.toBe(run);
    expect(two.body['id']).toBe(one.body['id']);
    const next = await api.deps.runs.get(alpha.ctx, String(one.body['id']));
    expect(next).toMatchObject({ projectId: project, options: { continues: run } });
  });
  it('that has ended by itself has nothing to go on with', async () => {
    await api.deps.runs.end(alpha.ctx, run, 'passed', null);
    expect(await send('POST', `/api/v1/runs/${run}/resume`)).toMatchObject({
      status: 409,
      body: { code: 'run.ended' },
    });
  });
  it('is refused at once with scenarios that are no Gherkin, with the line', async () => {
    const scenarios = [{ name: 'notes.feature', text: 'look around' }];
    const refused = await send('POST', '/api/v1/runs', { url: 'http://127.0.0.1:4000/', scenarios });
    expect(refused).toMatchObject({ status: 400, body: { code: 'design.bad_feature' } });
    expect(String(refused.body['detail'])).toContain('notes.feature cannot be taken');
  });
  it('does not go on from one of another project', async () => {
    const other = await send('POST', '/api/v1/runs', { url: 'http://127.0.0.1:4000/', project: 'x', continues: run });
    expect(other).toMatchObject({ status: 400, body: { code: 'run.other_project' } });
  });
});

describe('an answer', () => {
  const say = (body: object) => send('POST', `/api/v1/runs/${run}/answers`, body);

  it('is taken once the run has ended, and carried out by its workflow', async () => {
    const early = await say({ test: 'a', kind: 'approve' });
    expect(early).toMatchObject({ status: 409, body: { code: 'run.not_ended' } });
    await api.deps.runs.end(alpha.ctx, run, 'waiting', null);
    const { status, body } = await say({ test: 'a', kind: 'approve', name: 'Eva', reason: 'the same button' });
    expect({ status, body }).toMatchObject({ status: 202, body: { status: 'working', test: 'a' } });
    expect(api.temporal.told).toContain(`approve ${String(body['id'])} of ${run}`);
    expect(await say({ test: 'a', kind: 'reject' })).toMatchObject({ status: 409, body: { code: 'answer.under_way' } });
    const listed = await send('GET', `/api/v1/runs/${run}/answers`);
    expect(listed.body['items']).toMatchObject([{ id: body['id'] }]);
  });
  it('that changes an expectation counts only when it was shown and signed', async () => {
    await api.deps.runs.end(alpha.ctx, run, 'failed', null);
    const id = String((await say({ test: 'a', kind: 'intended' })).body['id']);
    const sign = (body: object) => send('POST', `/api/v1/runs/${run}/answers/${id}/sign`, body);
    expect(await sign({})).toMatchObject({ status: 409, body: { code: 'answer.not_shown' } });
    const changes = [{ stepKey: '1', stepTitle: 'the total', before: '10', after: '12' }];
    await api.deps.answers.update(alpha.ctx, id, { status: 'shown', doc: { changes } });
    expect(await sign({})).toMatchObject({ status: 202, body: { signedBy: byKey, changes } });
    expect(api.temporal.told).toContain(`sign ${id} of ${run}`);
  });
  it('is signed by whose session it is, whatever name comes along; a name given with a key is told as one', async () => {
    await api.deps.runs.end(alpha.ctx, run, 'waiting', null);
    const given = { test: 'a', kind: 'approve', name: 'The Boss' };
    const byOwner = await send('POST', `/api/v1/runs/${run}/answers`, given, await sessionOf(alpha));
    expect(byOwner.body).toMatchObject({ saidBy: 'owner@alpha.test' });
    expect((await say({ ...given, test: 'b', name: 'Eva' })).body).toMatchObject({ saidBy: `Eva, by ${byKey}` });
    const nobodys = await alpha.makeKey(['*']);
    const third = await send('POST', `/api/v1/runs/${run}/answers`, { ...given, test: 'c' }, nobodys);
    expect(third.body).toMatchObject({ saidBy: 'The Boss, by API key “made”' });
  });
});

describe('the suite', () => {
  const suite = () => `/api/v1/projects/${project}/suite`;

  it('is shown with how each test is handled, and a person changes that', async () => {
    const muted = await send('PATCH', suite(), { test: 'a', handling: 'muted', name: 'Eva', reason: 'known' });
    expect(muted.body).toMatchObject({
      version: 1,
      tests: [
        { key: 'a', handled: { handling: 'muted', by: `Eva, by ${byKey}`, reason: 'known' } },
        { key: 'b', handled: { handling: 'enabled' } },
      ],
    });
    expect(await send('PATCH', suite(), { test: 'z', handling: 'muted' })).toMatchObject({ status: 404 });
    expect(await send('PATCH', suite(), { test: 'a', handling: 'deleted' })).toMatchObject({ status: 400 });
  });
  it('takes a test that was changed by hand, keeps the version before, and refuses what is no test', async () => {
    const { body } = await send('GET', `${suite()}/test?key=a`);
    const changed = { ...body, steps: [goto('/by-hand')] };
    expect((await send('PUT', `${suite()}/test`, { test: changed, name: 'Eva' })).body).toMatchObject({ version: 2 });
    const broken = { ...body, steps: [{ ...goto('/'), kind: 'dance' }] };
    expect(await send('PUT', `${suite()}/test`, { test: broken })).toMatchObject({ status: 400 });
    const { items } = (await send('GET', `${suite()}/versions`)).body as { items: { reason: string }[] };
    expect(items.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^edited by Eva/), 'first run']);
    expect((await send('POST', `${suite()}/restore`, { version: 1, test: 'a' })).body).toMatchObject({ version: 3 });
    expect((await send('GET', `${suite()}/test?key=a`)).body).toEqual(body);
  });
  it('is changed by nobody who may not decide: what is muted or changed may turn red into green', async () => {
    const key = await alpha.makeKey(['project:*', 'run:read', 'run:start', 'report:read']);
    const suite = `/api/v1/projects/${project}/suite`;
    const ids = [randomUUID()];
    const answers = await Promise.all([
      send('PATCH', suite, { test: 'a', handling: 'muted' }, key),
      send('PUT', `${suite}/test`, { test: testOf('a', '/elsewhere') }, key),
      send('POST', `${suite}/restore`, { version: 1 }, key),
      send('POST', `${suite}/proposals/accept`, { ids }, key),
      send('POST', `${suite}/proposals/reject`, { ids }, key),
      send('POST', `/api/v1/projects/${project}/healings/${randomUUID()}/roll-back`, {}, key),
      send('POST', `/api/v1/runs/${run}/answers`, { test: 'a', kind: 'intended' }, key),
      send('POST', `/api/v1/runs/${run}/answers/${randomUUID()}/sign`, {}, key),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect((await send('GET', suite, undefined, key)).status).toBe(200);
  });
  it('changes by proposals only when they are accepted', async () => {
    const change = { kind: 'add' as const, testKey: 'c', title: 'c', reason: 'new', before: null, conflicts: [] };
    await api.deps.proposals.propose(alpha.ctx, {
      projectId: project,
      runId: run,
      changes: [{ ...change, after: testOf('c') }],
    });
    const { items } = (await send('GET', `${suite()}/proposals?status=proposed`)).body as { items: { id: string }[] };
    expect(items).toMatchObject([{ kind: 'add', test: 'c', before: null, after: ['given open /'] }]);
    const accepted = await send('POST', `${suite()}/proposals/accept`, { ids: items.map(({ id }) => id) });
    expect(accepted.body).toMatchObject({ version: 2, tests: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] });
  });
});

describe('a schedule', () => {
  const path = () => `/api/v1/projects/${project}/schedule`;
  const nightly = { cron: '0 3 * * *', timezone: 'Europe/Berlin', run: { url: 'http://127.0.0.1:4000/' } };

  it('is set, shown, fired and ended', async () => {
    expect(await send('GET', path())).toMatchObject({ status: 404, body: { code: 'schedule.not_found' } });
    expect(await send('PUT', path(), nightly)).toMatchObject({
      status: 200,
      body: { cron: '0 3 * * *', paused: false },
    });
    expect((await send('GET', path())).body).toMatchObject({
      timezone: 'Europe/Berlin',
      run: { url: nightly.run.url },
    });
    expect((await send('POST', `${path()}/trigger`)).status).toBe(202);
    expect((await send('DELETE', path())).status).toBe(204);
    expect((await send('GET', path())).status).toBe(404);
    expect(api.temporal.told).toEqual(
      expect.arrayContaining([`schedule ${project} 0 3 * * *`, `trigger ${project}`, `unschedule ${project}`]),
    );
  });
  it.each([{ cron: 'every day' }, { timezone: 'Mars/Olympus' }, { run: { url: 'x' } }])(
    'is refused with %j',
    async (wrong) => {
      expect((await send('PUT', path(), { ...nightly, ...wrong })).status).toBe(400);
    },
  );
});
