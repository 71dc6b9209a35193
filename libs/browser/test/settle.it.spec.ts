import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newCleanContext, openBrowser, settle } from '../src/index.js';

const pages: Record<string, string> = {
  // The request is under way before anybody waits, and its answer is shown a moment after it came.
  '/late': `<p id="out">empty</p><script>fetch('/slow').then((r) => r.text()).then((t) => setTimeout(() => { out.textContent = t; }, 60));</script><img src="/slow">`,
  '/skeleton': `<div class="skeleton-row" id="s">&nbsp;</div><script>setTimeout(() => { s.className = ''; s.textContent = 'there'; }, 900);</script>`,
  '/word': `<p id="s">Loading…</p><script>setTimeout(() => { s.textContent = 'there'; }, 900);</script>`,
  '/slower': `<p id="out">empty</p><script>fetch('/slowest').then((r) => r.text()).then((t) => { out.textContent = t; });</script>`,
  '/for-ever': `<p id="clock">0</p><div class="loader">x</div><script>setInterval(() => { clock.textContent = performance.now(); fetch('/quick'); }, 40); fetch('/never');</script>`,
};

let server: Server;
let url: string;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/never') return;
    if (path === '/slowest') return void setTimeout(() => response.end('full'), 2_500);
    if (path === '/slow') return void setTimeout(() => response.end('full'), 700);
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(pages[path.replace(/\d$/, '')] ?? 'quick');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
beforeEach(async () => {
  page = await (await newCleanContext(browser)).newPage();
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

describe('waiting for rest', () => {
  it('takes in requests that began before the wait, and what they bring', async () => {
    await page.goto(`${url}/late`, { waitUntil: 'domcontentloaded' });
    await settle(page, { timeoutMs: 5_000 });
    expect(await page.textContent('#out')).toBe('full');
  });

  it.each(['/skeleton', '/word'])('waits until %s no longer says that it is loading', async (path) => {
    await page.goto(`${url}${path}`);
    await settle(page, { timeoutMs: 5_000 });
    expect(await page.textContent('#s')).toBe('there');
  });

  it('holds no sign of loading for lasting because its own time was up', async () => {
    for (const each of [1, 2, 3]) {
      await page.goto(`${url}/skeleton${each}`);
      await settle(page, { timeoutMs: 200 });
    }
    await page.goto(`${url}/skeleton`);
    await settle(page, { timeoutMs: 60_000 });
    expect(await page.textContent('#s')).toBe('there');
  });

  it('holds no answer for endless that was only slow', async () => {
    await page.goto(`${url}/slower`, { waitUntil: 'domcontentloaded' });
    await settle(page, { timeoutMs: 1_800 });
    await page.getByText('full').waitFor();
    await page.reload({ waitUntil: 'domcontentloaded' });
    await settle(page, { timeoutMs: 60_000 });
    expect(await page.textContent('#out')).toBe('full');
  });

  it('does not wait for what never ends, and knows it the second time', async () => {
    await page.goto(`${url}/for-ever`);
    await settle(page, { timeoutMs: 4_000 });
    await page.reload();
    // Waiting for it would take longer than this test may.
    await settle(page, { timeoutMs: 600_000 });
    expect(await page.textContent('#clock')).not.toBe('0');
  });
});
