import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../src/schemas.js';
import { startApi, type Tenant } from './api-under-test.js';
import { fieldsOf, routes, sampleOf, withAt, type Route } from './described-routes.js';
import {
  hostileBodies,
  hostileHeaders,
  hostileKeys,
  hostileParts,
  hostileTypes,
  hostileValues,
  someHostileValues,
} from './hostile-values.js';
import { idFor, makeThings, type Things } from './tenant-things.js';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
let things: Things;

beforeAll(async () => {
  api = await startApi();
  tenant = await api.openTenant('alpha');
  things = await makeThings(api, tenant);
});
afterAll(() => api.close());

interface Sent {
  url?: string;
  headers?: Record<string, string>;
  payload?: unknown;
  authorization?: string | undefined;
}

const own = ({ path }: Route, name: string): string => encodeURIComponent(idFor(path, name, things));
const pathTo = (route: Route, parts: Record<string, string> = {}): string =>
  route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => parts[name] ?? own(route, name));

async function send(route: Route, { url = pathTo(route), headers = {}, payload, ...rest }: Sent = {}) {
  const authorization = 'authorization' in rest ? rest.authorization : `Bearer ${tenant.apiKey}`;
  const isJson = payload !== undefined && !('content-type' in headers);
  return api.app.inject({
    method: route.method,
    url,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(payload === undefined
      ? {}
      : { payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload) }),
  });
}

/** Whatever was sent: an answer that is not our fault, and a refusal in the form of all refusals. */
async function sendAll(route: Route, all: readonly Sent[]): Promise<void> {
  const answers = await Promise.all(all.map(async (sent) => ({ sent, answer: await send(route, sent) })));
  for (const { sent, answer } of answers) {
    const shown = JSON.stringify(sent).slice(0, 300);
    expect(answer.statusCode, `${route.title} ${shown}`).toBeLessThan(500);
    if (answer.statusCode < 400) continue;
    expect(answer.headers['content-type'], shown).toMatch(/^application\/problem\+json/);
    expect(Problem.parse(answer.json()).status, shown).toBe(answer.statusCode);
    expect(answer.body, shown).not.toMatch(/node_modules|\n\s+at |prisma|postgres/i);
  }
}

const having = (place: 'path' | 'query' | 'header') =>
  routes.filter(({ parameters }) => parameters.some((each) => each.in === place));
const named = ({ parameters }: Route, place: string): string[] =>
  parameters.filter((each) => each.in === place).map(({ name }) => name);

describe('no fault of ours comes of', () => {
  it.each(having('path'))('any part of the address at $title', async (route) => {
    for (const name of named(route, 'path'))
      await sendAll(
        route,
        hostileParts.map((part) => ({ url: pathTo(route, { [name]: part }) })),
      );
  });

  it.each(routes)('any question at $title', async (route) => {
    for (const name of named(route, 'query'))
      await sendAll(
        route,
        [...hostileParts, `1&${name}=2`].map((value) => ({ url: `${pathTo(route)}?${name}=${value}` })),
      );
    if (route.method === 'GET')
      await sendAll(
        route,
        ['x=%00', '__proto__=1', '%ZZ', '&&=&'].map((asked) => ({ url: `${pathTo(route)}?${asked}` })),
      );
  });

  it.each(having('header'))('any header at $title', async (route) => {
    for (const name of named(route, 'header'))
      await sendAll(
        route,
        hostileHeaders.map((value) => ({ headers: { [name]: value } })),
      );
  });

  it.each(routes.filter(({ body }) => body))('any body at $title', async (route) => {
    await sendAll(
      route,
      hostileBodies.map((payload) => ({ payload })),
    );
    await sendAll(
      route,
      hostileTypes.map((type) => ({ payload: '{"a":1}', headers: { 'content-type': type } })),
    );
  });

  it.each(routes.filter(({ body }) => body))('any value in a body at $title', async (route) => {
    const sample = route.body && sampleOf(route.body, { id: things.run });
    for (const field of fieldsOf(route.body ?? {}))
      await sendAll(
        route,
        (field.length > 1 ? someHostileValues : hostileValues).map((value) => ({
          payload: withAt(sample, field, value),
        })),
      );
  });

  it.each(routes.filter(({ guarded }) => guarded))('any key at $title, and none opens it', async (route) => {
    const answers = await Promise.all(hostileKeys.map((authorization) => send(route, { authorization })));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(hostileKeys.map(() => 401));
  });
});

/** They are for browsers, so no description names them. */
const undescribed: Route[] = (
  [
    ['GET', '/r/{file}'],
    ['POST', '/r/{file}'],
    ['GET', '/objects/{file}'],
    ['GET', '/assets/{file}'],
    ['GET', '/runs/{file}'],
    ['GET', '/projects/{file}'],
  ] as const
).map(([method, path]) => ({ title: `${method} ${path}`, method, path, parameters: [], body: null, guarded: false }));

describe('no fault of ours comes of a page for browsers', () => {
  it.each(undescribed)('at $title', async (route) => {
    for (const part of hostileParts) {
      const answer = await send(route, {
        url: route.path.replace('{file}', part),
        ...(route.method === 'POST'
          ? { payload: `password=${part}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
          : {}),
      });
      expect([part.slice(0, 40), answer.statusCode < 500]).toEqual([part.slice(0, 40), true]);
    }
  });
});
