import { describe, expect, it } from 'vitest';
import { manifestOf, pagesNamed, readGraphQl, readManifest, readOpenApi } from './self-description.js';

const origin = 'http://shop.test';

describe('what an app says of itself', () => {
  it('is in the manifest that a page names, however its link is written', () => {
    expect(manifestOf('<link href=/app.webmanifest rel=manifest>', `${origin}/x/`)).toBe(`${origin}/app.webmanifest`);
    expect(manifestOf(`<link rel="manifest" crossorigin href='m.json'/>`, `${origin}/x/`)).toBe(`${origin}/x/m.json`);
    expect(manifestOf('<link rel="icon" href="/i.png">', origin)).toBeNull();
  });

  it('names where it begins and its shortcuts, but for those that lie elsewhere', () => {
    const text = JSON.stringify({
      short_name: 'Shop',
      start_url: '../start?from=home',
      shortcuts: [{ name: 'Orders', url: '/orders' }, { url: 'https://elsewhere.test/' }],
    });
    expect(readManifest(text, `${origin}/pwa/m.json`)).toEqual({
      path: '/pwa/m.json',
      name: 'Shop',
      start: '/start?from=home',
      shortcuts: [{ name: 'Orders', path: '/orders' }],
    });
    expect(readManifest('<!doctype html>', origin)).toBeNull();
  });

  const page = { responses: { '200': { content: { 'text/html': {} } } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Boats', version: '2' },
    servers: [{ url: '/api' }],
    paths: {
      '/boats': { get: { responses: { '200': { content: { 'application/json': {} } } } }, post: {} },
      '/boats/{id}': { get: page },
      '/find': { get: { ...page, parameters: [{ name: 'q', required: true }] } },
      '/status': { get: page, summary: 'how it is' },
    },
  };

  it('is in the description of its API: operations, and pages that anybody can open', () => {
    expect(readOpenApi(JSON.stringify(document), `${origin}/openapi.json`)).toEqual({
      path: '/openapi.json',
      title: 'Boats',
      version: '2',
      operations: [
        { method: 'GET', path: '/api/boats' },
        { method: 'POST', path: '/api/boats' },
        { method: 'GET', path: '/api/boats/{id}' },
        { method: 'GET', path: '/api/find' },
        { method: 'GET', path: '/api/status' },
      ],
      pages: ['/api/status'],
    });
    expect(readOpenApi('{"paths":{}}', origin)).toBeNull();
  });

  it('is what GraphQL answers to who asks what it can be asked', () => {
    const schema = { queryType: { fields: [{ name: 'boats' }] }, mutationType: null };
    expect(readGraphQl(JSON.stringify({ data: { __schema: schema } }), `${origin}/graphql?query=x`)).toEqual({
      path: '/graphql',
      queries: ['boats'],
      mutations: [],
    });
    expect(readGraphQl('{"errors":[{"message":"introspection is disabled"}]}', origin)).toBeNull();
  });

  it('gives pages with where they are named', () => {
    const openApi = readOpenApi(JSON.stringify(document), `${origin}/openapi.json`) ?? undefined;
    const manifest = { path: '/m.json', start: '/start', shortcuts: [{ name: 'Orders', path: '/orders' }] };
    expect(pagesNamed({ manifest, ...(openApi && { openApi }) })).toEqual([
      { path: '/start', from: '/m.json' },
      { path: '/orders', from: '/m.json' },
      { path: '/api/status', from: '/openapi.json' },
    ]);
  });
});
