import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Tenant } from './api-under-test.js';
import { outcomeOf } from './sample-outcome.js';

let api: Awaited<ReturnType<typeof startApi>>;
let alpha: Tenant;

beforeAll(async () => {
  api = await startApi({ trustedProxies: ['10.0.0.0/8'] });
  alpha = await api.openTenant('alpha');
});
afterAll(() => api.close());

interface Sent {
  key?: string;
  headers?: Record<string, string>;
  remoteAddress?: string;
  payload?: object;
}
const send = (method: 'GET' | 'POST', url: string, { key, headers = {}, ...sent }: Sent = {}) =>
  api.app.inject({ method, url, headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers }, ...sent });

describe('a request', () => {
  it.each(['/health', '/api/v1/runs', '/', '/docs', '/objects/x'])(
    'that came under a name of somebody else is not answered at %s',
    async (url) => {
      const answer = await send('GET', url, { key: alpha.apiKey, headers: { host: 'rebound.example:4000' } });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'http.other_host']);
      expect(answer.headers['x-request-id']).toBe(answer.json<{ requestId: string }>().requestId);
    },
  );
  it('is counted for who sent it, where a proxy that is trusted says so, and else for who connected', async () => {
    const tries = async (remoteAddress: string, forwardedFor: string): Promise<number> => {
      const headers = { 'x-forwarded-for': forwardedFor };
      const payload = { code: 'x'.repeat(32) };
      return (await send('POST', '/api/v1/auth/links/redeem', { remoteAddress, headers, payload })).statusCode;
    };
    for (let times = 0; times < 30; times += 1) expect(await tries('10.1.2.3', '192.0.2.66')).toBe(401);
    expect(await tries('10.1.2.3', '192.0.2.66')).toBe(429);
    expect(await tries('10.1.2.3', '192.0.2.1')).toBe(401);
    for (let times = 0; times < 30; times += 1) await tries('203.0.113.9', `192.0.2.${times}`);
    expect(await tries('203.0.113.9', '192.0.2.99')).toBe(429);
  });
});

describe('the address of a report', () => {
  it('is given to who may read it, opens in any browser, and is not kept', async () => {
    const started = await send('POST', '/api/v1/runs', {
      key: alpha.apiKey,
      payload: { url: 'http://127.0.0.1:4000/' },
    });
    const { id } = started.json<{ id: string }>();
    const ctx = { ...alpha.ctx, runId: id };
    await api.deps.objects.put(ctx, `runs/${id}/report/report.html`, '<h1>The report</h1>', {
      contentType: 'text/html',
    });
    const links = { dashboard: null, report: `http://127.0.0.1:1/api/v1/runs/${id}/report.html`, share: null };
    await api.deps.runs.end(ctx, id, 'passed', { ...outcomeOf(id), links });
    const linkFor = async (key: string): Promise<string | null> =>
      (await send('GET', `/api/v1/runs/${id}`, { key })).json<{ outcome: { links: { report: string | null } } }>()
        .outcome.links.report;
    const eventsFor = async (key: string): Promise<string> =>
      (await send('GET', `/api/v1/runs/${id}/events`, { key })).body;

    const { pathname, search } = new URL((await linkFor(alpha.apiKey)) ?? '');
    expect((await send('GET', `${pathname}${search}`)).body).toBe('<h1>The report</h1>');
    const looker = await alpha.makeKey(['run:read']);
    expect(await linkFor(looker)).toBeNull();
    expect(await eventsFor(looker)).not.toContain('signature=');
    expect(await eventsFor(alpha.apiKey)).toContain('signature=');
    expect((await api.deps.runs.get(ctx, id)).outcome?.links.report).not.toContain('signature=');
  });
});
