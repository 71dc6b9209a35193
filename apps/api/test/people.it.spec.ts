import { systemRoles } from '@testforge/platform/db';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';
import { outcomeOf } from './sample-outcome.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const send = (method: Method, url: string, { bearer = alpha.apiKey, body, headers = {} }: Sent = {}) =>
  api.app.inject({
    method,
    url,
    headers: { ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
interface Sent {
  bearer?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Session {
  accessToken: string;
  sessionId: string;
  cookie: string;
}

const nobody = '';
const password = 'correct horse battery';
let registered = 0;

async function register(): Promise<Session & { email: string }> {
  const email = `person-${(registered += 1)}@people.test`;
  const answer = await send('POST', '/api/v1/auth/register', { bearer: nobody, body: { email, password } });
  expect(answer.statusCode, answer.body).toBe(201);
  return { ...sessionOf(answer), email };
}

const sessionOf = (answer: Awaited<ReturnType<typeof send>>): Session => ({
  ...answer.json<{ accessToken: string; sessionId: string }>(),
  cookie: String(answer.headers['set-cookie']).split(';', 1)[0] ?? '',
});

const refresh = ({ sessionId, cookie }: Pick<Session, 'sessionId' | 'cookie'>) =>
  send('POST', '/api/v1/auth/refresh', { bearer: nobody, headers: { cookie, 'x-testforge-session': sessionId } });

describe('signing in', () => {
  it('makes a tenant whose owner may do everything, and nothing of another tenant is in it', async () => {
    const { accessToken, email } = await register();
    const me = (await send('GET', '/api/v1/auth/me', { bearer: accessToken })).json();
    expect(me).toMatchObject({ user: { email }, role: 'owner', grants: ['*'] });
    expect((await send('GET', '/api/v1/projects', { bearer: accessToken })).json()).toEqual({ items: [], next: null });
  });
  it('keeps its half of the refresh token where no page can read it', async () => {
    const answer = await send('POST', '/api/v1/auth/register', {
      bearer: nobody,
      body: { email: 'cookie@people.test', password },
    });
    expect(answer.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Strict/);
    expect(answer.body).not.toContain(sessionOf(answer).cookie.split('=')[1]);
  });
  it('answers an unknown address and a wrong password with the same words', async () => {
    const { email } = await register();
    const logIn = (body: object) => send('POST', '/api/v1/auth/login', { bearer: nobody, body });
    const [wrong, unknown] = await Promise.all([
      logIn({ email, password: 'another horse' }),
      logIn({ email: 'nobody@people.test', password }),
    ]);
    expect(wrong.statusCode).toBe(401);
    expect({ ...wrong.json<object>(), requestId: '' }).toEqual({ ...unknown.json<object>(), requestId: '' });
    expect((await logIn({ email: email.toUpperCase(), password })).statusCode).toBe(200);
  });
  it('refuses an address that is taken', async () => {
    const { email } = await register();
    const again = await send('POST', '/api/v1/auth/register', { bearer: nobody, body: { email, password } });
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'auth.email_taken']);
  });
  it('refuses a token that was altered, and one without a signature', async () => {
    const { accessToken } = await register();
    const [head = '', claims = ''] = accessToken.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    for (const bearer of [`${head}.${claims}.AAAA`, `${none}.${claims}.`])
      expect((await send('GET', '/api/v1/auth/me', { bearer })).statusCode).toBe(401);
  });
  it('publishes the key that its tokens verify with, and never the private half', async () => {
    const { keys } = (await send('GET', '/.well-known/jwks.json', { bearer: nobody })).json<{ keys: object[] }>();
    expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' });
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });
});

describe('a session', () => {
  it('goes on with the next refresh token', async () => {
    const session = await register();
    const next = await refresh(session);
    expect(next.statusCode).toBe(200);
    expect((await refresh({ ...session, cookie: sessionOf(next).cookie })).statusCode).toBe(200);
  });
  it('is over for everybody once a refresh token is used a second time', async () => {
    const first = await register();
    const second = sessionOf(await refresh(first));
    const third = sessionOf(await refresh(second));
    expect((await refresh(first)).statusCode).toBe(401);
    expect((await refresh(third)).statusCode).toBe(401);
  });
  it('is not lost when two tabs refresh at the same moment', async () => {
    const session = await register();
    const answers = await Promise.all([refresh(session), refresh(session)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  });
  it('cannot be refreshed by the cookie alone, which every port of this host is sent', async () => {
    const { cookie } = await register();
    expect((await refresh({ cookie, sessionId: randomUUID() })).statusCode).toBe(401);
  });
  it('ends with logging out', async () => {
    const session = await register();
    const headers = { cookie: session.cookie, 'x-testforge-session': session.sessionId };
    expect((await send('POST', '/api/v1/auth/logout', { bearer: nobody, headers })).statusCode).toBe(204);
    expect((await refresh(session)).statusCode).toBe(401);
  });
});

describe('a sign-in link', () => {
  it('signs its maker in, once', async () => {
    const { url } = (await send('POST', '/api/v1/auth/links')).json<{ url: string }>();
    const code = new URL(url).hash.slice('#code='.length);
    const redeem = () => send('POST', '/api/v1/auth/links/redeem', { bearer: nobody, body: { code } });
    expect((await redeem()).json()).toMatchObject({ me: { user: { email: 'owner@alpha.test' } } });
    expect((await redeem()).statusCode).toBe(401);
  });
  it('is not made by a key that may do less than its person', async () => {
    const bearer = await alpha.makeKey(['run:read']);
    expect((await send('POST', '/api/v1/auth/links', { bearer })).statusCode).toBe(403);
  });
});

describe('an API key', () => {
  it('is shown once, does what its scopes say, and nothing after it was revoked', async () => {
    const made = (await send('POST', '/api/v1/api-keys', { body: { name: 'CI', scopes: ['run:read'] } })).json<{
      id: string;
      key: string;
    }>();
    expect((await send('GET', '/api/v1/runs', { bearer: made.key })).statusCode).toBe(200);
    expect((await send('GET', '/api/v1/api-keys', { bearer: made.key })).statusCode).toBe(403);
    expect((await send('GET', '/api/v1/api-keys')).body).not.toContain(made.key);
    expect((await send('DELETE', `/api/v1/api-keys/${made.id}`)).statusCode).toBe(204);
    expect((await send('GET', '/api/v1/runs', { bearer: made.key })).statusCode).toBe(401);
  });
  it('hands on nothing that its maker may not do', async () => {
    const bearer = await alpha.makeKey(['key:write', 'run:read']);
    const body = { name: 'more', scopes: ['project:*'] };
    expect((await send('POST', '/api/v1/api-keys', { bearer, body })).statusCode).toBe(403);
  });
});

describe('a role', () => {
  it('that may only look refuses to change anything, at the next token, and its keys do so at once', async () => {
    const session = await register();
    const { tenant } = (await send('GET', '/api/v1/auth/me', { bearer: session.accessToken })).json<{
      tenant: { id: string };
    }>();
    const body = { name: 'CI', scopes: ['*'] };
    const key = (await send('POST', '/api/v1/api-keys', { bearer: session.accessToken, body })).json<{ key: string }>();
    await api.db
      .tenant({ tenantId: tenant.id, requestId: 'spec' })
      .membership.updateMany({ data: { roleId: systemRoles.viewer.id } });
    const { accessToken } = sessionOf(await refresh(session));
    for (const bearer of [accessToken, key.key]) {
      expect((await send('GET', '/api/v1/runs', { bearer })).statusCode).toBe(200);
      const start = await send('POST', '/api/v1/runs', { bearer, body: { url: baseUrl } });
      expect([start.statusCode, start.json<{ code: string }>().code]).toEqual([403, 'auth.not_allowed']);
      expect((await send('POST', '/api/v1/auth/links', { bearer })).statusCode).toBe(403);
    }
  });
});

const baseUrl = 'http://127.0.0.1:4000/';
const project = async (name: string = randomUUID()) =>
  (await send('POST', '/api/v1/projects', { body: { name, baseUrl } })).json<{ id: string; badgeUrl: string }>();

describe('a project', () => {
  it('is made, read, changed in part, and listed with its newest run', async () => {
    const { id } = await project('shop');
    await send('PATCH', `/api/v1/projects/${id}`, { body: { healing: { mode: 'ask' } } });
    await send('PATCH', `/api/v1/projects/${id}`, { body: { healing: { margin: 0.2 }, interaction: 'read' } });
    await send('POST', '/api/v1/runs', { body: { url: baseUrl, project: 'shop' } });
    const { items } = (await send('GET', '/api/v1/projects')).json<{ items: object[] }>();
    expect(items.find((each) => 'id' in each && each.id === id)).toMatchObject({
      name: 'shop',
      interaction: 'read',
      healing: { mode: 'ask', margin: 0.2, askFrom: 0.8 },
      lastRun: { status: 'queued' },
    });
  });
  it('has a name of its own', async () => {
    await project('twice');
    expect((await send('POST', '/api/v1/projects', { body: { name: 'twice', baseUrl } })).statusCode).toBe(409);
  });
});

describe('a badge', () => {
  const svg = async (url: string) => (await send('GET', url, { bearer: nobody })).body;
  it('tells the newest run to whoever has its signed address, and to everybody once it is public', async () => {
    const { id, badgeUrl } = await project('badged');
    const run = (await send('POST', '/api/v1/runs', { body: { url: baseUrl, project: 'badged' } })).json<{
      id: string;
    }>();
    await api.deps.runs.end({ ...alpha.ctx, runId: run.id }, run.id, 'cancelled', null);
    const { pathname, search } = new URL(badgeUrl);
    expect(await svg(pathname)).toContain('unknown');
    expect(await svg(`${pathname}${search}`)).toContain('cancelled');
    expect(await svg(`${pathname}${search}x`)).toContain('unknown');
    await send('PATCH', `/api/v1/projects/${id}`, { body: { settings: { publicBadge: true } } });
    // What was answered is remembered for half a minute.
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
    expect(await svg(`${pathname}?label=e2e`)).toContain('cancelled');
    clock.mockRestore();
  });
  it('is looked up once, however many labels and wrong signatures it is asked with', async () => {
    const { badgeUrl } = await project('asked-often');
    const { pathname, search } = new URL(badgeUrl);
    const lookUps = [vi.spyOn(api.deps.details, 'listRunsOf'), vi.spyOn(api.deps, 'findPublicBadge')];
    for (let times = 0; times < 5; times += 1) {
      await svg(`${pathname}${search}&label=${randomUUID()}`);
      await svg(`${pathname}${search}${times}`);
      await svg(`${pathname}?label=${randomUUID()}`);
    }
    expect(lookUps.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    lookUps.forEach((lookUp) => lookUp.mockRestore());
  });
  it('is “unknown” rather than an error, and its label is text', async () => {
    const answer = await send('GET', '/badges/nothing.svg?label=%3Cscript%3E', { bearer: nobody });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(answer.body).not.toContain('<script');
  });
});

describe('a share link', () => {
  const reported = async () => {
    const run = (await send('POST', '/api/v1/runs', { body: { url: baseUrl } })).json<{ id: string }>();
    const ctx = { ...alpha.ctx, runId: run.id };
    await api.deps.objects.put(ctx, `runs/${run.id}/report/report.html`, '<h1>The report</h1>', {
      contentType: 'text/html',
    });
    await api.deps.runs.end(ctx, run.id, 'passed', outcomeOf(run.id));
    return run.id;
  };
  const share = async (runId: string, body: object = {}) => {
    const made = (await send('POST', `/api/v1/runs/${runId}/share`, { body })).json<{ id: string; url: string }>();
    return { ...made, path: new URL(made.url).pathname };
  };
  const open = (path: string) => send('GET', path, { bearer: nobody });

  it('shows the report to anybody, keeps it from search engines, counts, and ends when it is revoked', async () => {
    const runId = await reported();
    const { id, path } = await share(runId);
    const page = await open(path);
    expect([page.statusCode, page.body]).toEqual([200, '<h1>The report</h1>']);
    expect(page.headers['x-robots-tag']).toBe('noindex');
    expect((await send('GET', `/api/v1/runs/${runId}/share`)).json()).toMatchObject({ items: [{ id, views: 1 }] });
    await send('DELETE', `/api/v1/runs/${runId}/share/${id}`);
    expect((await open(path)).statusCode).toBe(404);
  });
  it('with a password shows nothing without it', async () => {
    const { path } = await share(await reported(), { password: 'open sesame' });
    const unlock = (given: string) =>
      api.app.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ password: given }).toString(),
      });
    expect((await open(path)).body).not.toContain('The report');
    expect((await unlock('wrong')).statusCode).toBe(403);
    expect((await unlock('open sesame')).body).toContain('The report');
  });
  it('ends after its last view and after its time', async () => {
    const runId = await reported();
    const once = await share(runId, { maxViews: 1 });
    expect((await open(once.path)).statusCode).toBe(200);
    expect((await open(once.path)).statusCode).toBe(404);
    const past = await share(runId, { expiresAt: new Date(Date.now() - 1000).toISOString() });
    expect((await open(past.path)).statusCode).toBe(404);
  });
});
