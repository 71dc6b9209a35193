import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

type Sent = { bearer?: string; payload?: object; headers?: Record<string, string> };
const send = (method: 'POST' | 'DELETE', path: string, { bearer, payload, headers = {} }: Sent = {}) =>
  api.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    ...(payload ? { payload } : {}),
  });
type Answer = Awaited<ReturnType<typeof send>>;

const makeCode = async (bearer: string): Promise<string> => {
  const { url } = (await send('POST', '/auth/links', { bearer })).json<{ url: string }>();
  return new URL(url).hash.slice('#code='.length);
};
const redeem = (code: string) => send('POST', '/auth/links/redeem', { payload: { code } });
const sessionOf = (answer: Answer) => {
  const { accessToken, sessionId } = answer.json<{ accessToken: string; sessionId: string }>();
  const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
  return { bearer: accessToken, headers: { cookie, 'x-testforge-session': sessionId } };
};
type Session = ReturnType<typeof sessionOf>;
const refresh = ({ headers }: Session) => send('POST', '/auth/refresh', { headers });

async function register(email: string, password: string): Promise<Session> {
  return sessionOf(await send('POST', '/auth/register', { payload: { email, password } }));
}
const makeKey = async (bearer: string): Promise<{ id: string; key: string }> =>
  (await send('POST', '/api-keys', { bearer, payload: { name: 'lost', scopes: ['*'] } })).json();

describe('what a key has opened', () => {
  it('ends with the key: its links, the sessions of its links, and what those made', async () => {
    const { id, key } = await makeKey(alpha.apiKey);
    const unused = await makeCode(key);
    const session = sessionOf(await redeem(await makeCode(key)));
    const handedOn = await makeCode(session.bearer);
    expect((await send('DELETE', `/api-keys/${id}`, { bearer: alpha.apiKey })).statusCode).toBe(204);
    for (const code of [unused, handedOn])
      expect([(await redeem(code)).statusCode, (await redeem(code)).json()]).toMatchObject([
        401,
        { code: 'auth.bad_code' },
      ]);
    expect((await refresh(session)).json()).toMatchObject({ status: 401, code: 'auth.bad_refresh' });
    expect((await send('POST', '/auth/links', session)).statusCode).toBe(401);
  });
  it('goes on while the key is good', async () => {
    const { key } = await makeKey(alpha.apiKey);
    expect((await refresh(sessionOf(await redeem(await makeCode(key))))).statusCode).toBe(200);
  });
});

describe('a password that is changed', () => {
  it('ends the links from before it, and the making of links in sessions that it ended', async () => {
    const [email, current, next] = ['owner@changed.test', 'the first of them', 'the second of them'];
    const mine = await register(email, current);
    const lost = sessionOf(await send('POST', '/auth/login', { payload: { email, password: current } }));
    const before = await makeCode(mine.bearer);
    expect((await send('POST', '/auth/password', { ...mine, payload: { current, next } })).statusCode).toBe(204);
    expect((await redeem(before)).statusCode).toBe(401);
    expect((await send('POST', '/auth/links', { bearer: lost.bearer })).statusCode).toBe(401);
    expect((await redeem(await makeCode(mine.bearer))).statusCode).toBe(200);
  });
});

describe('signing out', () => {
  it('takes the cookie of the session that it ends, and of no other', async () => {
    const { headers } = sessionOf(await redeem(await makeCode(alpha.apiKey)));
    const stranger = await send('POST', '/auth/logout', { headers: { cookie: headers.cookie } });
    expect([stranger.statusCode, stranger.headers['set-cookie']]).toEqual([204, undefined]);
    expect((await send('POST', '/auth/logout', { headers })).headers['set-cookie']).toMatch(/Max-Age=0/);
    expect((await send('POST', '/auth/refresh', { headers })).statusCode).toBe(401);
  });
  it.each(['login', 'register', 'logout', 'refresh', 'links/redeem', '%6cogout'])(
    'and in is not done by the page of another site: %s',
    async (path) => {
      const from = (site: string) =>
        send('POST', `/auth/${path}`, { headers: { 'sec-fetch-site': site }, payload: {} });
      expect((await from('cross-site')).json()).toMatchObject({ status: 403, code: 'http.other_site' });
      expect((await from('same-origin')).body).not.toContain('http.other_site');
    },
  );
});
