import { EventEmitter } from 'node:events';
import type { BrowserContext, Page, Request, Route } from 'playwright';
import { describe, expect, it } from 'vitest';
import { createRequestGuard } from './guard-requests.js';
import { watchPage } from './watch-page.js';

/** As much of a page and its requests as is looked at. */
function makePage() {
  const frame = {};
  const page = Object.assign(new EventEmitter(), { mainFrame: () => frame, url: () => 'http://app.test/a' });
  const request = (method: string, path: string, isMove = false) =>
    ({
      method: () => method,
      url: () => `http://app.test${path}`,
      frame: () => (isMove ? frame : { page: () => page }),
      isNavigationRequest: () => isMove,
      resourceType: () => (isMove ? 'document' : 'fetch'),
      postData: () => null,
      failure: () => null,
    }) as unknown as Request;
  Object.assign(frame, { page: () => page });
  return { page: page as unknown as Page & EventEmitter, frame, request };
}

async function makeGuard(interaction: 'read' | 'write') {
  const guard = createRequestGuard({ interaction, origins: ['http://app.test'] });
  let handle: (route: Route, request: Request) => unknown = () => undefined;
  const context = { route: (_all: string, given: typeof handle) => void (handle = given), on: () => undefined };
  await guard.watch(context as unknown as BrowserContext);
  const send = (request: Request): 'passed' | 'stopped' => {
    let outcome: 'passed' | 'stopped' = 'passed';
    const route = { fallback: () => undefined, abort: () => void (outcome = 'stopped') };
    handle(route as unknown as Route, request);
    return outcome;
  };
  return { guard, send };
}

describe('what a page throws', () => {
  it('is a fault of the page while it is there, and of nobody while it is being left', async () => {
    const { page, frame, request } = makePage();
    const { guard } = await makeGuard('read');
    const watch = watchPage(page, guard, ['http://app.test']);
    page.emit('pageerror', new Error('The page before was left'));
    page.emit('framenavigated', frame);
    page.emit('pageerror', new Error('Boom'));
    page.emit('request', request('GET', '/b', true));
    page.emit('pageerror', new Error('Transport not open'));
    page.emit('framenavigated', frame);
    watch.leave();
    page.emit('pageerror', new Error('Transport not open'));
    expect(watch.findings().map(({ key }) => key)).toEqual(['page_error Boom']);
    watch.stop();
  });
});

describe('what a page writes', () => {
  it('by itself makes no click one that writes; anything else does, and is stopped', async () => {
    const { page, request } = makePage();
    const { guard, send } = await makeGuard('write');
    expect(send(request('PUT', '/drafts/1'))).toBe('passed');
    guard.touched(page);
    const quiet = await guard.withoutWrites(page, () => Promise.resolve(send(request('PUT', '/drafts/2'))));
    expect(quiet).toEqual({ result: 'passed', wrote: false });
    const loud = await guard.withoutWrites(page, () => Promise.resolve(send(request('POST', '/votes'))));
    expect(loud).toEqual({ result: 'stopped', wrote: true });
    const again = await guard.withoutWrites(page, () => Promise.resolve(send(request('POST', '/votes'))));
    expect(again.wrote).toBe(true);
  });
  it('is stopped at the level read all the same', async () => {
    const { page, request } = makePage();
    const { guard, send } = await makeGuard('read');
    expect(send(request('PUT', '/drafts/1'))).toBe('stopped');
    guard.touched(page);
    const look = await guard.withoutWrites(page, () => Promise.resolve(send(request('PUT', '/drafts/1'))));
    expect(look).toEqual({ result: 'stopped', wrote: false });
  });
});

describe('what is asked for by a click', () => {
  it('is stopped where its address acts, whatever its method, and let through where we go there ourselves', async () => {
    const { page, request } = makePage();
    const { guard, send } = await makeGuard('write');
    expect(send(request('GET', '/items/3/archive', true))).toBe('passed');
    guard.touched(page);
    const look = await guard.withoutWrites(page, () =>
      Promise.resolve(['/items/3/archive', '/logout', '/items/3'].map((path) => send(request('GET', path)))),
    );
    expect(look).toEqual({ result: ['stopped', 'stopped', 'passed'], wrote: true });
    expect(send(request('GET', '/reset-it', true))).toBe('stopped');
    guard.leaves(page);
    expect(send(request('GET', '/reset-it', true))).toBe('passed');
  });
});

describe('what a page asked for', () => {
  it('is told in the same order, whichever answer came first', async () => {
    const { guard } = await makeGuard('read');
    const told = ['/api/a', '/api/c', '/api/b'].map((_path, shift, paths) => {
      const { page, request } = makePage();
      const watch = watchPage(page, guard, ['http://app.test']);
      for (const path of [...paths.slice(shift), ...paths.slice(0, shift)])
        page.emit('response', { request: () => request('GET', path), status: () => 200, headers: () => ({}) });
      return watch.requests().map(({ template }) => template);
    });
    expect(told).toEqual(Array(3).fill(['/api/a', '/api/b', '/api/c']));
  });
});

describe('an answer', () => {
  it('that holds the hash of a password is a critical finding without it', async () => {
    const { page, request } = makePage();
    const { guard } = await makeGuard('write');
    const watch = watchPage(page, guard, ['http://app.test']);
    const hash = `$2b$12$${'a'.repeat(53)}`;
    page.emit('response', {
      request: () => request('POST', '/api/customers/7'),
      status: () => 201,
      headers: () => ({ 'content-type': 'application/json' }),
      text: () => Promise.resolve(JSON.stringify({ customer: { password: hash } })),
    });
    await watch.lookedInto();
    expect(watch.findings()).toMatchObject([
      { key: 'exposed_secret POST /api/customers/:id customer.password', severity: 'critical' },
    ]);
    expect(JSON.stringify(watch.findings())).not.toContain(hash);
  });
});
