import { expect, it } from 'vitest';
import { exploreHere } from './explore-here.js';
import { html, page, serveFixture } from './serve-fixture.js';

const documents: Record<string, object> = {
  '/app.webmanifest': { name: 'Harbour', start_url: '/', shortcuts: [{ name: 'Berths', url: '/berths?from=home' }] },
  '/openapi.json': {
    openapi: '3.1.0',
    info: { title: 'Harbour API', version: '1' },
    paths: {
      '/tides': { get: { responses: { '200': { content: { 'text/html': {} } } } } },
      '/boats/{id}': { delete: { responses: {} } },
    },
  },
  '/graphql': { data: { __schema: { queryType: { fields: [{ name: 'boats' }] } } } },
};
const titles: Record<string, string> = { '/': 'Harbour', '/berths': 'Berths', '/tides': 'Tides' };

it('pages that only the app’s own descriptions name are read, and what it offers is told', async () => {
  const app = await serveFixture(({ url }, response) => {
    const document = documents[url.pathname];
    if (document)
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
    const title = titles[url.pathname];
    const body = `<link rel="manifest" href="/app.webmanifest"><h1>${title ?? 'Nothing'}</h1>`;
    html(response, page(title ?? 'Nothing', body), title === undefined ? 404 : 200);
  });
  try {
    const model = await exploreHere(`${app.url}/`, { interaction: 'read' });
    expect(model.states.map(({ template }) => template).sort()).toEqual(['/', '/berths?from', '/tides']);
    expect(model.describes).toMatchObject({
      manifest: { path: '/app.webmanifest', name: 'Harbour', start: '/' },
      openApi: { title: 'Harbour API', pages: ['/tides'], operations: [{ method: 'GET' }, { method: 'DELETE' }] },
      graphQl: { queries: ['boats'], mutations: [] },
    });
    expect(model.states.map(({ vitals }) => (vitals?.ttfbMs ?? 0) > 0)).toEqual([true, true, true]);
    expect(model.scorecard).toMatchObject({ ttfbBudgetMs: expect.any(Number) as number });
    expect(model.notes).toContain('/openapi.json describes 2 operations of “Harbour API”');
    expect(app.hits.filter((hit) => !hit.startsWith('GET '))).toEqual([]);
    expect(model.findings.filter(({ kind }) => kind === 'dead_link')).toEqual([]);
  } finally {
    await app.close();
  }
});
