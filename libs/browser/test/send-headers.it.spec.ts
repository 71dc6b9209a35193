import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, openBrowser } from '../src/index.js';

const seen: string[] = [];
let browser: Browser;
let own: Server;
let other: Server;
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Notes who was shown the field; `/away` leads to the other server, `/hop` to this one. */
function start(name: string): Promise<Server> {
  const server = createServer((request, response) => {
    seen.push(`${name} ${request.url} ${request.headers['x-gate'] ?? 'none'}`);
    const to = { '/away': `${addressOf(other)}/landed`, '/hop': '/landed' }[request.url ?? ''];
    response.setHeader('content-type', 'text/html');
    if (to) return void response.writeHead(302, { location: to }).end();
    response.end('<h1>Here</h1>');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

beforeAll(async () => {
  [own, other, browser] = await Promise.all([start('own'), start('other'), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  for (const server of [own, other]) server?.close();
});

describe('header fields of a project', () => {
  it('reach the app’s own origin on every hop, and no other wherever it redirects to', async () => {
    const session = createSession({
      browser,
      url: addressOf(own),
      access: { headers: { 'X-Gate': 'open' } },
      timeouts: { actionTimeoutMs: 10_000, pageTimeoutMs: 30_000 },
    });
    const context = await session.newContext();
    // As the guard of an exploration does.
    await context.route('**/*', (route) => route.fallback());
    const page = await context.newPage();
    await page.goto('/hop');
    await page.goto('/away');
    expect(new URL(page.url()).origin).toBe(addressOf(other));
    const of = (path: string) => seen.filter((line) => line.includes(` ${path} `));
    expect(of('/hop')).toEqual(['own /hop open']);
    expect(of('/away')).toEqual(['own /away open']);
    expect(of('/landed')).toEqual(['own /landed open', 'other /landed none']);
    await context.close();
  });
});
