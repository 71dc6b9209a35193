import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;
let invited = 0;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
async function send(method: Method, url: string, payload?: object, bearer = alpha.apiKey) {
  const headers = bearer ? { authorization: `Bearer ${bearer}` } : {};
  const answer = await api.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) });
  return {
    status: answer.statusCode,
    text: answer.body,
    body: answer.body ? answer.json<Record<string, unknown>>() : {},
  };
}

const newAddress = (): string => `new-${(invited += 1)}@alpha.test`;
const invite = (role: string, email = newAddress(), bearer = alpha.apiKey) =>
  send('POST', '/members', { email, role }, bearer);

/** Somebody who was invited and has come in by their link. */
async function newMember(role: string) {
  const { body } = await invite(role);
  const { userId, email } = body['member'] as { userId: string; email: string };
  const code = new URL(String(body['url'])).hash.slice('#code='.length);
  const session = await send('POST', '/auth/links/redeem', { code }, '');
  return { userId, email, code, token: String(session.body['accessToken']) };
}

describe('a member', () => {
  it('comes in by their link, once, as what they were invited', async () => {
    const { email, code, token } = await newMember('viewer');
    expect((await send('GET', '/auth/me', undefined, token)).body).toMatchObject({ user: { email }, role: 'viewer' });
    expect((await send('POST', '/auth/links/redeem', { code }, '')).status).toBe(401);
    const start = await send('POST', '/runs', { url: 'http://127.0.0.1:4000/' }, token);
    expect([start.status, start.body['code']]).toEqual([403, 'auth.not_allowed']);
  });
  it('is not made of somebody who has an account already', async () => {
    const { email } = await newMember('developer');
    const again = await invite('developer', email.toUpperCase());
    expect([again.status, again.body['code']]).toEqual([409, 'auth.email_taken']);
  });
  it('is invited and changed by nobody who may not, and gets no role above that of who gives it', async () => {
    const { token } = await newMember('developer');
    expect((await invite('viewer', newAddress(), token)).status).toBe(403);
    const key = await alpha.makeKey(['member:*', 'run:*']);
    const above = await invite('owner', newAddress(), key);
    expect([above.status, above.body['code']]).toEqual([403, 'auth.not_allowed']);
  });
  it('who may do more than who asks is neither lowered nor removed by them', async () => {
    const [admin, viewer] = [await newMember('admin'), await newMember('viewer')];
    const key = await alpha.makeKey(['member:*', 'project:read', 'run:read', 'report:read']);
    const lowered = await send('PATCH', `/members/${admin.userId}`, { role: 'viewer' }, key);
    const removed = await send('DELETE', `/members/${admin.userId}`, undefined, key);
    for (const { status, body } of [lowered, removed])
      expect([status, body['code']]).toEqual([403, 'auth.not_allowed']);
    expect((await send('GET', '/auth/me', undefined, admin.token)).body).toMatchObject({ role: 'admin' });
    expect((await send('DELETE', `/members/${viewer.userId}`, undefined, key)).status).toBe(204);
  });
  it('gets another role, and is removed with all that their keys may do', async () => {
    const { userId, token } = await newMember('admin');
    const raised = await send('PATCH', `/members/${userId}`, { role: 'owner' });
    expect(raised.body).toMatchObject({ userId, role: 'owner' });
    const made = await send('POST', '/api-keys', { name: 'CI', scopes: ['run:*'] }, token);
    const key = String(made.body['key']);
    expect((await send('GET', '/runs', undefined, key)).status).toBe(200);
    expect((await send('DELETE', `/members/${userId}`)).status).toBe(204);
    expect((await send('GET', '/runs', undefined, key)).status).toBe(401);
    const look = await send('GET', '/runs', undefined, token);
    expect([look.status, look.body['code']]).toEqual([401, 'auth.not_member']);
    const late = await send('POST', '/projects', { name: 'late', baseUrl: 'http://127.0.0.1:4000/' }, token);
    expect([late.status, late.body['code']]).toEqual([401, 'auth.not_member']);
    const { body } = await send('GET', '/members');
    expect(JSON.stringify(body)).not.toContain(userId);
    expect((await send('DELETE', `/members/${userId}`)).status).toBe(404);
  });
  it('who was removed is invited again, as a new one: keys they made before stay good for nothing', async () => {
    const { userId, email, token } = await newMember('admin');
    const key = String((await send('POST', '/api-keys', { name: 'CI', scopes: ['run:read'] }, token)).body['key']);
    await send('DELETE', `/members/${userId}`);
    const again = await invite('viewer', email);
    expect(again.body).toMatchObject({ member: { userId, email, role: 'viewer' } });
    expect((await send('GET', '/runs', undefined, key)).status).toBe(401);
    const start = await send('POST', '/runs', { url: 'http://127.0.0.1:4000/' }, token);
    expect([start.status, start.body['code']]).toEqual([403, 'auth.not_allowed']);
    expect((await invite('developer', email)).status).toBe(409);
  });
  it('who is the last owner stays one', async () => {
    const { body } = await send('GET', '/members');
    const owner = (body['items'] as { userId: string; role: string }[]).find(({ role }) => role === 'owner');
    const lowered = await send('PATCH', `/members/${owner?.userId}`, { role: 'viewer' });
    expect([lowered.status, lowered.body['code']]).toEqual([409, 'member.last_owner']);
    expect((await send('DELETE', `/members/${owner?.userId}`)).status).toBe(409);
  });
});

describe('a password', () => {
  const logIn = (email: string, password: string) => send('POST', '/auth/login', { email, password }, '');
  it('is set by who has none, changed only by who knows it, and then the old one is good for nothing', async () => {
    const { email, token } = await newMember('viewer');
    const set = (body: object) => send('POST', '/auth/password', body, token);
    expect((await set({ next: 'the first of them' })).status).toBe(204);
    expect((await logIn(email, 'the first of them')).status).toBe(200);
    const blind = await set({ next: 'somebody else’s' });
    expect([blind.status, blind.body['code']]).toEqual([401, 'auth.bad_credentials']);
    expect((await set({ current: 'the first of them', next: 'the second of them' })).status).toBe(204);
    expect((await logIn(email, 'the first of them')).status).toBe(401);
    expect((await logIn(email, 'the second of them')).status).toBe(200);
  });
  it('that is changed signs its person out everywhere else', async () => {
    const { email, token } = await newMember('viewer');
    await send('POST', '/auth/password', { next: 'the first of them' }, token);
    const signIn = async () => {
      const payload = { email, password: 'the first of them' };
      const answer = await api.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload });
      const { accessToken, sessionId } = answer.json<{ accessToken: string; sessionId: string }>();
      const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
      return { accessToken, headers: { cookie, 'x-testforge-session': sessionId } };
    };
    const refresh = async ({ headers }: Awaited<ReturnType<typeof signIn>>) =>
      (await api.app.inject({ method: 'POST', url: '/api/v1/auth/refresh', headers })).statusCode;
    const [lost, mine] = [await signIn(), await signIn()];
    const change = { current: 'the first of them', next: 'the second of them' };
    expect((await send('POST', '/auth/password', change, mine.accessToken)).status).toBe(204);
    expect([await refresh(mine), await refresh(lost)]).toEqual([200, 401]);
  });
  it('guessed at from elsewhere locks out who guesses, and not its person', async () => {
    const { email, token } = await newMember('viewer');
    await send('POST', '/auth/password', { next: 'nobody guesses this' }, token);
    const logInFrom = async (remoteAddress: string, password: string) => {
      const payload = { email, password };
      return (await api.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload, remoteAddress })).statusCode;
    };
    for (let tries = 0; tries < 10; tries += 1) expect(await logInFrom('192.0.2.66', `guess ${tries}`)).toBe(401);
    expect(await logInFrom('192.0.2.66', 'nobody guesses this')).toBe(429);
    expect(await logInFrom('192.0.2.1', 'nobody guesses this')).toBe(200);
  });
  it('is not changed by a key', async () => {
    expect((await send('POST', '/auth/password', { next: 'by a machine at night' })).status).toBe(403);
  });
});

describe('the audit', () => {
  it('tells who changed what, the newest first, and holds nothing that was sent', async () => {
    const project = await send('POST', '/projects', { name: 'audited', baseUrl: 'http://secret-host.test/' });
    await send('PATCH', `/projects/${String(project.body['id'])}`, { interaction: 'read' });
    await send('POST', '/projects', { name: 'audited', baseUrl: 'http://secret-host.test/' });
    const { body, text } = await send('GET', '/audit?limit=2');
    expect(body['items']).toMatchObject([
      { action: 'updateProject', actor: 'API key “local” of owner@alpha.test', subjectId: project.body['id'] },
      { action: 'createProject', subject: '/api/v1/projects' },
    ]);
    expect(text).not.toContain('secret-host');
    const older = await send('GET', `/audit?limit=1&cursor=${String(body['next'])}`);
    expect((older.body['items'] as { action: string }[])[0]?.action).not.toBe('createProject');
  });
  it('is read by nobody who may not', async () => {
    const { token } = await newMember('developer');
    expect((await send('GET', '/audit', undefined, token)).status).toBe(403);
  });
});
