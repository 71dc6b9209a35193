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
async function send(method: Method, url: string, payload?: object, key = alpha.apiKey) {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await api.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) });
  const body = answer.body ? answer.json<Record<string, unknown>>() : {};
  return { status: answer.statusCode, text: answer.body, body };
}

const baseUrl = 'https://shop.example/';
const newProject = async (more: object = {}): Promise<string> =>
  String((await send('POST', '/projects', { name: randomUUID(), baseUrl, ...more })).body['id']);
const staging = { name: 'staging', baseUrl: 'https://staging.shop.example/' };
const review = { name: 'review', baseUrl: 'http://10.0.0.7:3000/' };

describe('the environments of a project', () => {
  it('are given as a whole, by names of their own, and stay when something else is changed', async () => {
    const id = await newProject({ environments: [staging] });
    expect((await send('GET', `/projects/${id}`)).body['environments']).toEqual([staging]);
    const both = await send('PATCH', `/projects/${id}`, { environments: [staging, review] });
    expect(both.body['environments']).toEqual([review, staging]);
    const other = await send('PATCH', `/projects/${id}`, { interaction: 'read' });
    expect(other.body).toMatchObject({ interaction: 'read', environments: [review, staging] });
    expect((await send('PATCH', `/projects/${id}`, { environments: [staging, staging] })).status).toBe(400);
    expect((await send('PATCH', `/projects/${id}`, { environments: [] })).body['environments']).toEqual([]);
  });
  it('are addresses that its suite is run on', async () => {
    const id = await newProject({ environments: [staging] });
    const { name } = (await send('GET', `/projects/${id}`)).body;
    const run = await send('POST', '/runs', { url: staging.baseUrl, project: name });
    expect(run.body).toMatchObject({ url: staging.baseUrl, project: { id } });
  });
});

describe('how an app is entered', () => {
  const access = { user: 'ada', password: 'never shown to anybody' };

  it('is given, told by origin and by the names of what is kept, replaced, and forgotten', async () => {
    const id = await newProject();
    const kept = await send('PUT', `/projects/${id}/access`, { url: 'https://shop.example/deep?a=b', access });
    expect(kept.body).toMatchObject({ items: [{ origin: 'https://shop.example', holds: ['user', 'password'] }] });
    await send('PUT', `/projects/${id}/access`, { url: staging.baseUrl, access });
    await send('PUT', `/projects/${id}/access`, { url: baseUrl, access: { headers: { 'x-key': 'never shown' } } });
    const told = await send('GET', `/projects/${id}/access`);
    expect(told.body['items']).toMatchObject([
      { origin: 'https://shop.example', holds: ['headers'] },
      { origin: 'https://staging.shop.example', holds: ['user', 'password'] },
    ]);
    expect(told.text).not.toMatch(/never shown|x-key|ada/);
    expect((await send('DELETE', `/projects/${id}/access`)).status).toBe(204);
    expect((await send('GET', `/projects/${id}/access`)).body).toEqual({ items: [] });
  });
  it('is set by nobody who may only look', async () => {
    const id = await newProject();
    const key = await alpha.makeKey(['project:read']);
    expect((await send('PUT', `/projects/${id}/access`, { url: baseUrl, access }, key)).status).toBe(403);
    expect((await send('GET', `/projects/${id}/access`, undefined, key)).body).toEqual({ items: [] });
  });
  it('is refused in half', async () => {
    const half = { url: baseUrl, access: { user: 'ada' } };
    expect((await send('PUT', `/projects/${await newProject()}/access`, half)).status).toBe(400);
  });
});
