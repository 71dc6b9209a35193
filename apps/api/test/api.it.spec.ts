import { testRunWorkflowId } from '@testforge/temporal/contracts';
import { createApiKey, systemRoles } from '@testforge/platform/db';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Problem, Run } from '../src/schemas.js';
import { startApi, type Tenant } from './api-under-test.js';
import { outcomeOf } from './sample-outcome.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;
let beta: Tenant;

beforeAll(async () => {
  api = await startApi();
  [alpha, beta] = await Promise.all([api.openTenant('alpha'), api.openTenant('beta')]);
});

afterAll(() => api.close());

interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

const send = (url: string, { method = 'GET', key = alpha.apiKey, body, headers = {} }: Request = {}) =>
  api.app.inject({
    method,
    url,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

type Answer = Awaited<ReturnType<typeof send>>;

/** The problem document of an answer, checked for its form and for what must never leave. */
function problemOf(answer: Answer): Problem {
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).not.toMatch(/node_modules|\.ts:|\n\s+at |stack/);
  const problem = Problem.parse(answer.json());
  expect(problem).toMatchObject({
    status: answer.statusCode,
    type: `urn:testforge:problem:${problem.code}`,
    requestId: answer.headers['x-request-id'],
  });
  return problem;
}

const url = 'http://127.0.0.1:4000/';
const start = async (
  tenant: Tenant,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Run> =>
  Run.parse(
    (await send('/api/v1/runs', { method: 'POST', key: tenant.apiKey, body: { url, ...body }, headers })).json(),
  );

const operations = () =>
  Object.entries(api.description.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) =>
      item[method] ? [{ path, method, operation: item[method] }] : [],
    ),
  );

describe('health', () => {
  it('is alive without a key', async () => {
    expect((await send('/health', { key: null })).json()).toEqual({ alive: true });
  });
  it('is ready while every dependency answers, and says which one does not, but not why', async () => {
    expect((await send('/ready', { key: null })).json()).toMatchObject({
      ready: true,
      dependencies: [{ name: 'postgres', ok: true }],
    });
    api.dependencies.push({ name: 'broken', ping: () => Promise.reject(new Error('connect postgresql://u:secret@h')) });
    const answer = await send('/ready', { key: null });
    api.dependencies.pop();
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      ready: false,
      dependencies: [{ ok: true }, { name: 'broken', ok: false, reason: 'does not answer' }],
    });
    expect(answer.body).not.toContain('secret');
  });
  it('gives metrics of requests by route, never by address', async () => {
    await send(`/api/v1/runs/${randomUUID()}`);
    const { body, headers } = await send('/metrics', { key: null });
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toMatch(/testforge_http_requests_total\{.*route="\/api\/v1\/runs\/:id".*status="404"/);
    expect(body).not.toMatch(/route="\/api\/v1\/runs\/[0-9a-f]{8}-/);
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 at /openapi.json, the same as the one the client library was made from', async () => {
    const served = (await send('/openapi.json', { key: null })).json<unknown>();
    expect(served).toMatchObject({ openapi: '3.1.0' });
    const kept: unknown = JSON.parse(
      await readFile(new URL('../../../libs/sdk/openapi.json', import.meta.url), 'utf8'),
    );
    expect(served, 'run “npm run sdk”').toEqual(kept);
  });
  it('gives every operation a name of its own and says what its answer holds', () => {
    const all = operations();
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
    const silent = all.filter(
      ({ operation }) =>
        // An answer without content has nothing to say.
        !('204' in operation.responses) &&
        !Object.values(operation.responses).some(
          (response) =>
            response && 'content' in response && Object.values(response.content ?? {}).every(({ schema }) => schema),
        ),
    );
    expect(silent.map(({ path, method }) => `${method} ${path}`)).toEqual([]);
  });
});

describe('authentication', () => {
  it('is demanded by every route but the public ones', async () => {
    const open = ['register', 'login', 'refresh', 'logout', 'links/redeem'].map((name) => `/api/v1/auth/${name}`);
    const guarded = operations().filter(({ path }) => path.startsWith('/api/') && !open.includes(path));
    for (const { path, method } of guarded) {
      const answer = await send(path.replace('{id}', randomUUID()), {
        method: method.toUpperCase() as 'GET',
        key: null,
      });
      expect([path, answer.statusCode, problemOf(answer).code]).toEqual([path, 401, 'auth.missing']);
    }
  });
  it('refuses an unknown, a revoked and a malformed key with one answer', async () => {
    const keys = [createApiKey(), await alpha.makeKey(['*'], true), 'tf_live_x', `${alpha.apiKey}x`];
    const problems = await Promise.all(
      keys.map(async (key) => ({ ...problemOf(await send('/api/v1/runs', { key })), requestId: '' })),
    );
    expect(problems[0]).toMatchObject({ status: 401, code: 'auth.bad_key' });
    for (const problem of problems) expect(problem).toEqual(problems[0]);
  });
  it('takes no other scheme than Bearer', async () => {
    expect(
      (await send('/api/v1/runs', { key: null, headers: { authorization: `Basic ${alpha.apiKey}` } })).statusCode,
    ).toBe(401);
  });
  it('lets a viewer read, and not start or cancel', async () => {
    const viewer = await alpha.makeKey(systemRoles.viewer.permissions);
    const run = await start(alpha);
    const before = api.temporal.started.length;
    expect((await send(`/api/v1/runs/${run.id}`, { key: viewer })).statusCode).toBe(200);
    expect(problemOf(await send('/api/v1/runs', { key: viewer, method: 'POST', body: { url } }))).toMatchObject({
      status: 403,
      code: 'auth.not_allowed',
    });
    expect(problemOf(await send(`/api/v1/runs/${run.id}/cancel`, { key: viewer, method: 'POST' })).status).toBe(403);
    expect(api.temporal.started).toHaveLength(before);
    expect(api.temporal.cancelled).not.toContain(run.id);
  });
});

describe('a refused request', () => {
  it.each([
    ['JSON that does not parse', '{"url":', 400, undefined],
    ['no body', undefined, 400, undefined],
    ['a field that does not exist', { url, urll: 'x' }, 400, 'urll'],
    ['an address that is none', { url: 'shop' }, 400, 'url'],
    ['an address of another scheme', { url: 'file:///etc/passwd' }, 400, 'url'],
    ['NUL in a name', { url, project: 'a\u0000' }, 400, 'project'],
    ['half a character in a pattern', { url, include: ['\ud800'] }, 400, 'include.0'],
    ['a limit beyond its bounds', { url, limits: { maxPages: 0 } }, 400, 'limits.maxPages'],
    ['a body too large', { url, project: 'x'.repeat(2 * 1024 * 1024) }, 413, undefined],
  ])('is a problem document for %s', async (_name, body, status, field) => {
    const problem = problemOf(await send('/api/v1/runs', { method: 'POST', body }));
    expect(problem.status).toBe(status);
    if (field) expect(JSON.stringify(problem.errors)).toContain(field);
  });
  it.each([
    ['/api/v1/nothing', 404],
    ['/nothing', 404],
    ['/api/v1/runs/not-an-id', 400],
    ['/api/v1/runs/%E0%A4%A', 400],
    ['/api/v1/runs?limit=0', 400],
    ['/api/v1/runs?limit=x', 400],
    ['/api/v1/runs?cursor=yesterday', 400],
  ])('is a problem document at %s', async (path, status) => {
    expect(problemOf(await send(path)).status).toBe(status);
  });
  it('is a problem document for a method or a media type that is not served', async () => {
    expect(problemOf(await send('/api/v1/runs', { method: 'DELETE' })).status).toBe(404);
    expect(
      problemOf(
        await send('/api/v1/runs', {
          method: 'POST',
          body: 'url=x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ).status,
    ).toBeLessThan(500);
    expect(
      problemOf(await send('/api/v1/runs', { method: 'POST', body: '<x/>', headers: { 'content-type': 'text/xml' } }))
        .status,
    ).toBe(415);
  });
  it('says nothing of the cause when the fault is ours', async () => {
    api.temporal.fail(new Error('connect to temporal with secret-token'));
    const answer = await send('/api/v1/runs', { method: 'POST', body: { url } });
    expect(problemOf(answer)).toMatchObject({ status: 500, code: 'internal' });
    expect(answer.body).not.toContain('secret');
  });
});

describe('starting a run', () => {
  it('records it and starts its workflow, in the caller’s tenant', async () => {
    const run = await start(alpha, { release: '2.0', limits: { maxPages: 3 } });
    expect(run).toMatchObject({
      status: 'queued',
      release: '2.0',
      interaction: 'write',
      project: { name: 'http://127.0.0.1:4000' },
      stages: [],
      outcome: null,
    });
    expect(api.temporal.started.at(-1)).toMatchObject({
      tenantId: alpha.ctx.tenantId,
      runId: run.id,
      projectId: run.project.id,
    });
    expect((await api.deps.runs.get(alpha.ctx, run.id)).workflowId).toBe(testRunWorkflowId(run.id));
  });
  it('refuses the same idempotency key with other wishes', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await start(alpha, {}, headers);
    for (const other of [{ release: 'other' }, { project: 'another' }]) {
      const answer = await send('/api/v1/runs', { method: 'POST', body: { url, ...other }, headers });
      expect(problemOf(answer)).toMatchObject({ status: 409, code: 'run.other_request' });
    }
  });
  it('keeps how the app is entered, uses it again, and never shows it', async () => {
    const access = { user: 'eva', password: 'never-to-be-seen' };
    const run = await start(alpha, { project: 'entered', access });
    const kept = await api.deps.access.find(alpha.ctx, run.project.id, url);
    expect(kept).toEqual(access);
    await start(alpha, { project: 'entered' });
    expect(await api.deps.access.find(alpha.ctx, run.project.id, url)).toEqual(access);
    const shown = [await send(`/api/v1/runs/${run.id}`), await send('/api/v1/runs')].map(({ body }) => body).join();
    expect(`${shown}${JSON.stringify(run)}`).not.toContain('never-to-be-seen');
    const record = await api.deps.runs.get(alpha.ctx, run.id);
    expect(JSON.stringify(record)).not.toContain('never-to-be-seen');
  });
  it('refuses a user without a password, without repeating what was sent', async () => {
    const body = { url, access: { user: 'eva', totpSecret: 'not base32 !' } };
    const answer = await send('/api/v1/runs', { method: 'POST', body });
    expect(problemOf(answer).status).toBe(400);
    expect(answer.body).not.toContain('not base32 !');
  });
  it('gives the same run for the same idempotency key, also in parallel', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const made = await Promise.all(Array.from({ length: 5 }, () => start(alpha, {}, headers)));
    const again = await start(alpha, {}, headers);
    expect(new Set([...made, again].map(({ id }) => id)).size).toBe(1);
    expect(api.temporal.started.filter(({ runId }) => runId === again.id).map(({ projectId }) => projectId)).toEqual(
      Array.from({ length: 6 }, () => made[0]?.project.id),
    );
    expect((await start(beta, {}, headers)).id).not.toBe(again.id);
  });
  it.each([
    ['nothing', ''],
    ['a space', ' '],
    ['201 characters', 'x'.repeat(201)],
    ['what is not ASCII', 'é'],
  ])('refuses %s as an idempotency key', async (_name, key) => {
    const answer = await send('/api/v1/runs', { method: 'POST', body: { url }, headers: { 'idempotency-key': key } });
    expect(problemOf(answer).errors?.[0]?.path).toBe('idempotency-key');
  });
});

describe('the list of runs', () => {
  it('goes from page to page', async () => {
    const gamma = await api.openTenant('gamma');
    const made: string[] = [];
    for (let index = 0; index < 3; index += 1) made.unshift((await start(gamma)).id);
    const first = (await send('/api/v1/runs?limit=2', { key: gamma.apiKey })).json<{
      items: { id: string }[];
      next: string;
    }>();
    const second = (
      await send(`/api/v1/runs?limit=2&cursor=${encodeURIComponent(first.next)}`, { key: gamma.apiKey })
    ).json<{ items: { id: string }[]; next: null }>();
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
    expect(second.next).toBeNull();
  });
});

describe('a run’s files', () => {
  it('are not there until it has ended, and nothing is exported that was not kept', async () => {
    const { id } = await start(alpha, { project: 'fresh' });
    for (const file of ['report', 'report.html', 'junit.xml'])
      expect(problemOf(await send(`/api/v1/runs/${id}/${file}`))).toMatchObject({
        status: 404,
        code: 'report.not_ready',
      });
    for (const format of ['', '?format=javascript', '?format=gherkin'])
      expect(problemOf(await send(`/api/v1/runs/${id}/export${format}`))).toMatchObject({
        status: 404,
        code: 'suite.empty',
      });
    expect(problemOf(await send(`/api/v1/runs/${id}/export?version=3`))).toMatchObject({
      status: 404,
      code: 'suite.no_version',
    });
    for (const wrong of ['format=cobol', 'version=old', 'version=0'])
      expect(problemOf(await send(`/api/v1/runs/${id}/export?${wrong}`))).toMatchObject({ status: 400 });
  });
  it('may show themselves and nothing else when they are opened', async () => {
    const run = await start(alpha);
    await api.deps.objects.put(alpha.ctx, `runs/${run.id}/report/report.html`, '<p>report</p>', {
      contentType: 'text/html',
    });
    await api.deps.runs.end(alpha.ctx, run.id, 'passed', outcomeOf(run.id));
    const answer = await send(`/api/v1/runs/${run.id}/report.html`);
    expect(answer).toMatchObject({ statusCode: 200, body: '<p>report</p>' });
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'.*sandbox$/);
  });
});

describe('a signed address', () => {
  const pathOf = (address: string): string => `${new URL(address).pathname}${new URL(address).search}`;
  const anHourAgo = async (sign: () => Promise<string>): Promise<string> => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
    return sign().finally(() => clock.mockRestore());
  };
  const content = '<p onclick="x()">hello</p>';
  const addressOf = async (key: string): Promise<string> => {
    await api.deps.objects.put(alpha.ctx, key, content, { contentType: 'text/html' });
    return pathOf(await api.deps.objects.signedUrl(alpha.ctx, key, { expiresInS: 60 }));
  };
  it('opens its file without a key, under a policy that runs nothing', async () => {
    const answer = await send(await addressOf('runs/1/a+b@c.html'), { key: null });
    expect(answer).toMatchObject({ statusCode: 200, body: content });
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\/html/) as unknown,
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(answer.headers['content-security-policy']).not.toMatch(/script|allow-/);
  });
  it('gives one answer when it was changed, has expired, or names nothing', async () => {
    const address = await addressOf('runs/1/a.html');
    const expires = Number(new URL(address, url).searchParams.get('expires'));
    const bad = [
      address.replace('a.html', 'b.html'),
      address.replace(alpha.ctx.tenantId, beta.ctx.tenantId),
      address.replace(`expires=${expires}`, `expires=${expires + 60}`),
      address.replace(/signature=.*/, 'signature='),
      address.split('?')[0] ?? '',
      '/objects/',
      await anHourAgo(() => addressOf('runs/1/a.html')),
      pathOf(await api.deps.objects.signedUrl(alpha.ctx, 'runs/1/missing.html', { expiresInS: 60 })),
    ];
    for (const path of bad)
      expect([path, problemOf(await send(path, { key: null }))]).toMatchObject([
        path,
        { status: 404, code: 'object.not_found' },
      ]);
  });
});
