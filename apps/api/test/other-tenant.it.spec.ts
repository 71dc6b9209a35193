import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';
import { routes, sampleOf, type Route } from './described-routes.js';
import { clicking, idFor, makeThings, type Things } from './tenant-things.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;
let beta: Tenant;
let theirs: Things;
let mine: Things;
let before: string[];
let toldBefore: string[];

const guarded = routes.filter((route) => route.guarded);
const ownIds = ({ parameters }: Route) => parameters.filter((each) => each.in === 'path').map(({ name }) => name);

const pathTo = ({ path }: Route, things: Things): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(idFor(path, name, things)));

/** What a body has to say beyond its form, for the routes where that is more than a sample can know. */
const bodyFor = (route: Route, things: Things, id: string): unknown => {
  const sample = route.body && sampleOf(route.body, { id, whole: route.method === 'POST' });
  if (route.title === 'PUT /api/v1/projects/{id}/suite/test') return { test: clicking(things.testKey, 'Taken') };
  if (route.title === 'POST /api/v1/runs') return { url: 'http://127.0.0.1:4000/', project: 'mine', continues: id };
  if (route.title === 'POST /api/v1/heal') return { failedLocator: '#save', html: '<p>mine</p>' };
  if (route.title === 'PATCH /api/v1/projects/{id}') return { name: `taken ${randomUUID()}` };
  if (route.title === 'POST /api/v1/projects') return { ...(sample as object), name: randomUUID() };
  return sample;
};

async function ask(route: Route, { apiKey }: Tenant, things: Things, id = things.run) {
  const body = bodyFor(route, things, id);
  const key = route.parameters.some(({ name }) => name === 'key') ? `?key=${encodeURIComponent(things.testKey)}` : '';
  return api.app.inject({
    method: route.method,
    url: `${pathTo(route, things)}${key}`,
    headers: { authorization: `Bearer ${apiKey}` },
    ...(body ? { payload: body } : {}),
  });
}

/** Everything that the owner can read of their own, but the addresses, which are signed anew each time. */
const everything = (): Promise<string[]> =>
  Promise.all(
    guarded
      .filter(({ method }) => method === 'GET')
      .map(async (route) => {
        const { statusCode, body } = await ask(route, alpha, theirs);
        return `${route.title} ${statusCode} ${body.replaceAll(/"(requestId|lastUsedAt)":("[^"]*"|null)|expires=[^"]*/g, '')}`;
      }),
  );

beforeAll(async () => {
  api = await startApi();
  [alpha, beta] = await Promise.all([api.openTenant('alpha'), api.openTenant('beta')]);
  [theirs, mine] = [await makeThings(api, alpha), await makeThings(api, beta)];
  before = await everything();
  toldBefore = toldOfTheirs();
});
afterAll(() => api.close());

/** What the workflows were asked to do with what is theirs. */
const toldOfTheirs = (): string[] =>
  [...api.temporal.told, ...api.temporal.cancelled].filter(
    (told) => told.includes(theirs.run) || told.includes(theirs.project),
  );

const nothingOfTheirs = (text: string): void => {
  for (const [name, id] of Object.entries(theirs)) expect([name, text.includes(id)]).toEqual([name, false]);
};

describe('another tenant’s ids', () => {
  it('are all that a walk needs: their owner is refused by no route for what was sent', async () => {
    const readable = guarded.filter(({ method }) => method === 'GET');
    for (const route of readable) {
      const { statusCode, body } = await ask(route, alpha, theirs);
      expect([route.title, statusCode, /request\.invalid/.test(body)]).toEqual([
        route.title,
        expect.toSatisfy((status: number) => status < 500 && status !== 401 && status !== 403),
        false,
      ]);
    }
  });

  it.each(guarded.filter((route) => ownIds(route).length > 0))('lead nowhere at $title', async (route) => {
    const nobodys = {
      ...theirs,
      run: randomUUID(),
      other: randomUUID(),
      project: randomUUID(),
      apiKey: randomUUID(),
      share: randomUUID(),
      member: randomUUID(),
    };
    const [one, two] = [await ask(route, beta, theirs), await ask(route, beta, nobodys)];
    expect([one.statusCode, two.statusCode]).toEqual([404, 404]);
    const [told, toldOfNobody] = [one.json<object>(), two.json<object>()];
    expect({ ...told, requestId: '' }).toEqual({ ...toldOfNobody, requestId: '' });
  });

  it.each(guarded.filter((route) => ownIds(route).length > 1))(
    'lead nowhere below an own one at $title',
    async (route) => {
      const mixed = { ...theirs, run: mine.run, project: mine.project };
      const answer = await ask(route, beta, { ...mixed, testKey: theirs.testKey });
      expect(answer.statusCode).toBe(404);
      nothingOfTheirs(answer.body.replaceAll(theirs.testKey, ''));
    },
  );

  it.each(guarded.filter((route) => route.body))('in a body show and change nothing at $title', async (route) => {
    const id = route.path === '/api/v1/runs' ? theirs.run : theirs.proposal;
    const { statusCode, body } = await ask(route, beta, mine, id);
    // Refused for its form it would have said nothing about whose id it names.
    expect([statusCode < 500, body]).toEqual([true, expect.not.stringContaining('request.invalid')]);
    nothingOfTheirs(body.replaceAll(id, ''));
  });

  it.each(guarded.filter(({ method }) => method === 'GET'))('stand in no answer of $title', async (route) => {
    nothingOfTheirs((await ask(route, beta, mine)).body);
  });

  it('have changed nothing after all of this', async () => {
    expect(await everything()).toEqual(before);
    expect(toldOfTheirs()).toEqual(toldBefore);
  });
});
