import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;

beforeAll(async () => {
  api = await startApi();
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
async function send(method: Method, path: string, payload?: object, bearer = alpha.apiKey) {
  const headers = bearer ? { authorization: `Bearer ${bearer}` } : {};
  const answer = await api.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body ? answer.json<Record<string, unknown>>() : {} };
}

const url = 'http://127.0.0.1:4000/';

/** How a request ended: its status and, where it was refused, the code of the problem. */
const ended = ({ status, body }: Awaited<ReturnType<typeof send>>) => [status, body['code']];

describe('the key of a test', () => {
  it.each([150, 300])('of %i characters leads to the route that knows it', async (length) => {
    const id = String((await send('POST', '/runs', { url })).body['id']);
    expect(ended(await send('GET', `/runs/${id}/tests/${'k'.repeat(length)}`))).toEqual([404, 'report.not_ready']);
  });
  it('is refused for its length, in words, where it is longer than any', async () => {
    const id = String((await send('POST', '/runs', { url })).body['id']);
    expect(ended(await send('GET', `/runs/${id}/tests/${'k'.repeat(400)}`))).toEqual([400, 'request.invalid']);
  });
});

describe('who may start runs and change no project', () => {
  const owned = async () => {
    const name = randomUUID();
    const body = { name, baseUrl: url, interaction: 'read', healing: { mode: 'never' } };
    const { id } = (await send('POST', '/projects', body)).body;
    const bearer = await alpha.makeKey(['run:*', 'project:read']);
    return {
      id: String(id),
      start: (wishes: object) => send('POST', '/runs', { url, project: name, ...wishes }, bearer),
    };
  };
  it.each([
    { access: { user: 'eva', password: 'somebody else’s' } },
    { interaction: 'write' },
    { origins: ['http://10.0.0.7/'] },
    { healing: { mode: 'automatic' } },
  ])('starts none that decides for the owner: %j', async (wishes) => {
    const { start, id } = await owned();
    expect(ended(await start(wishes))).toEqual([403, 'auth.not_allowed']);
    expect(await api.deps.access.list(alpha.ctx, id)).toEqual([]);
    expect(await api.deps.details.listRunsOf(alpha.ctx, id, 1)).toEqual([]);
  });
  it('starts one that asks for no more than the project allows', async () => {
    const { start } = await owned();
    const { status, body } = await start({ interaction: 'read', origins: [url], healing: { margin: 0.5 } });
    expect([status, body]).toEqual([202, expect.objectContaining({ interaction: 'read' })]);
  });
  it('makes no project by starting a run', async () => {
    const { start } = await owned();
    const project = randomUUID();
    expect(ended(await start({ project }))).toEqual([403, 'auth.not_allowed']);
    expect(await api.deps.projects.findByName(alpha.ctx, project)).toBeNull();
  });
});
