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
