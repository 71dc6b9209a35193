import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findChromium } from '@testforge/local';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  looks,
  makeSignInLink,
  openDashboard,
  seriousFaults,
  settled,
  sidewaysScroll,
  type OpenedDashboard,
} from './dashboard-pages.js';
import { openPlatform, type TestPlatform } from './platform.js';
import { prepareRuns, type PreparedRuns } from './prepared-run.js';

let local: TestPlatform;
let runs: PreparedRuns;
let browser: Browser;
let app: Server;
let appUrl: string;

/** An app of one page, for a run that is only watched for a moment. */
const startApp = async (): Promise<Server> => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="en"><title>Notes</title><h1>Notes</h1><a href="/">Home</a></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

beforeAll(async () => {
  [local, browser, app] = await Promise.all([
    openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] }),
    chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] }),
    startApp(),
  ]);
  appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  runs = await prepareRuns(local);
});
afterAll(async () => {
  await browser?.close();
  app?.close();
  await local?.close();
});

describe.each(Object.entries(looks))('the dashboard on a %s', (_look, options) => {
  let dashboard: OpenedDashboard;
  beforeAll(async () => void (dashboard = await openDashboard(browser, local, options)));
  afterAll(() => dashboard?.close());

  const open = async (path: string): Promise<OpenedDashboard['page']> => {
    await dashboard.page.goto(new URL(path, local.platform.server).href);
    await settled(dashboard.page);
    return dashboard.page;
  };

  test('stays signed in over a reload, by what no page can read', async () => {
    const page = await open('/projects');
    await page.getByText('Harbour Goods').first().waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test('tells of a run what broke, what waits and what was healed', async () => {
    const page = await open(`/runs/${runs.second}`);
    await page.getByRole('heading', { name: '1 regression: the app no longer does what it did' }).waitFor();
    const main = page.getByRole('main');
    for (const words of ['$29.00', '$26.50', 'Get in touch', 'Healed, with proof'])
      await main.getByText(words).first().waitFor();
  });

  test('shows a repair before beside after, framed, and asks for an answer', async () => {
    const page = await open(`/runs/${runs.second}/tests/form-happy--contact`);
    for (const words of ['before', 'now']) {
      const picture = page.getByRole('img', { name: `The page ${words}, with the` });
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    }
    for (const name of ['Approve the repair', 'The change is intended', 'Reject'])
      expect(await page.getByRole('button', { name }).isEnabled()).toBe(true);
    expect(await page.getByRole('region', { name: /^Source of/ }).innerText()).toContain('getByRole');
  });

  test('has every page without a serious fault of accessibility and without sideways scrolling', async () => {
    const paths = [
      '/projects',
      `/projects/${runs.projectId}`,
      `/projects/${runs.projectId}?tab=suite`,
      `/projects/${runs.projectId}?tab=settings`,
      ...['overview', 'tests', 'record'].map((tab) => `/runs/${runs.second}?tab=${tab}`),
      ...['findings', 'app'].map((tab) => `/runs/${runs.first}?tab=${tab}`),
      `/runs/${runs.running}`,
      `/runs/${runs.second}/tests/cart--total`,
      '/waiting',
      '/settings',
      `/runs/${runs.second.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`,
    ];
    for (const path of paths) {
      const page = await open(path);
      expect([path, await seriousFaults(page), await sidewaysScroll(page)]).toEqual([path, [], 0]);
    }
    expect(dashboard.complaints).toEqual([]);
  });

  test('shares a report with somebody who has no account, until the link is ended', async () => {
    const page = await open(`/runs/${runs.second}`);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Make a link' }).click();
    const dialog = page.getByRole('dialog');
    const link = await dialog
      .getByText(/\/r\/[\w-]+$/)
      .first()
      .innerText();
    const stranger = await (await browser.newContext(options)).newPage();
    await stranger.goto(link);
    expect(await stranger.locator('body').innerText()).toContain('$26.50');
    await dialog.getByRole('button', { name: 'End it' }).first().click();
    await expect.poll(async () => (await stranger.reload())?.status()).toBe(404);
    await stranger.context().close();
  });
});

describe('a run that is watched', () => {
  test('is started from its address, goes on being told after the API was killed, and is stopped', async () => {
    const { page, close } = await openDashboard(browser, local, looks.desktop);
    await page.getByLabel('Address of your app').fill(appUrl.replace('http://', ''));
    await page.getByRole('button', { name: 'Start a run' }).click();
    const stages = page.getByRole('listitem').filter({ hasText: 'Explore' });
    await stages.waitFor();
    const { pid } = JSON.parse(await readFile(join(local.stateDir, 'pids', 'api.json'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await page.getByText('Connecting again').waitFor();
    await page.getByText('Connecting again').waitFor({ state: 'detached', timeout: 120_000 });
    const stop = page.getByRole('button', { name: 'Stop' });
    // On a fast machine it may have ended by itself meanwhile; the page then shows its end.
    if (await stop.isVisible()) await stop.click();
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).innerText(), { timeout: 180_000 })
      .not.toMatch(/^Testing/);
    await close();
  });
});

describe('a sign-in link', () => {
  test('that was used shows how else to come in', async () => {
    const link = await makeSignInLink(local.platform);
    const page = await (await browser.newContext()).newPage();
    await page.goto(link);
    await page.waitForURL('**/projects');
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('used already');
    expect(page.url()).not.toContain('code=');
    await page.context().close();
  });
});
