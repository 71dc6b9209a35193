import { permissions } from '@testforge/identity';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';
import { routes, type Route } from './described-routes.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

/** For everybody who is signed in, whatever they may do; whoever adds one says so here. */
const forAll = ['GET /api/v1/auth/me', 'POST /api/v1/auth/links', 'POST /api/v1/auth/password'];
const demanding = routes.filter(({ guarded, title }) => guarded && !forAll.includes(title));

async function ask({ method, path }: Route, scopes: readonly string[]) {
  const headers = { authorization: `Bearer ${await alpha.makeKey(scopes)}` };
  const answer = await api.app.inject({ method, url: path.replaceAll(/\{\w+\}/g, () => randomUUID()), headers });
  const { code, detail = '' } = answer.body ? answer.json<{ code?: string; detail?: string }>() : {};
  return { refused: [answer.statusCode, code], permission: /“(\w+:\w+)”/.exec(detail)?.[1] };
}

describe('a key', () => {
  it.each(demanding)('that may do everything but what it takes is refused at $title', async (route) => {
    const { permission } = await ask(route, []);
    expect(permissions).toContain(permission);
    const rest = permissions.filter((each) => each !== permission);
    expect(await ask(route, rest)).toEqual({ refused: [403, 'auth.not_allowed'], permission });
    // What only reads takes nothing that changes, and the other way round.
    expect(permission?.endsWith(':read')).toBe(route.method === 'GET');
  });
});
