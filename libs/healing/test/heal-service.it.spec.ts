import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createBrowserJobs, defaultChromium, openBrowser } from '@testforge/browser';
import { HealRequest } from '@testforge/core';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealService, type HealService } from '../src/index.js';
import { readPage } from '../src/service/read-page.js';

const log = { info: () => undefined, warn: () => undefined };
let stagingDir = '';
let service: HealService;

beforeAll(async () => {
  stagingDir = await mkdtemp('/var/tmp/testforge-heal-');
  // The sandbox's own user must be able to pass.
  await chmod(stagingDir, 0o755);
  service = createHealService({
    jobs: createBrowserJobs({
      sandbox: createSandbox({ mode: 'bubblewrap', log, stagingDir }),
      repositoryDir: resolve(import.meta.dirname, '../../..'),
      nodeBinary: process.execPath,
      chromium: defaultChromium,
      refusePorts: [],
      policy: 'local',
      log,
    }),
  });
});
afterAll(() => rm(stagingDir, { recursive: true, force: true }));

const decide = (request: object) => service.decide(HealRequest.parse(request));

const form = `<main><h1>Settings</h1><form>
  <label>Display name <input name="display"></label><label>City <input name="town"></label>
  <button id="store" type="submit">Save changes</button></form>
  <form action="/danger"><button>Delete account</button></form></main>`;
const error = `TimeoutError: locator.click: Timeout 5000ms exceeded.
Call log:
  - waiting for getByRole('button', { name: 'Save' })`;
const baseline = {
  tag: 'button',
  role: 'button',
  name: 'Save',
  text: 'Save',
  id: 'store',
  type: 'submit',
  landmark: 'main',
  heading: 'Settings',
};

/** The trace of a test that goes to a page, types, and then looks for “Save” in vain. */
async function traceOf(html: string, styles = ''): Promise<string> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext();
    await context.tracing.start({ snapshots: true, screenshots: true });
    const page = await context.newPage();
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      const contentType = pathname.endsWith('.css') ? 'text/css' : 'text/html';
      const bodies: Record<string, string> = {
        '/settings': html,
        '/style.css': styles,
        '/pay': '<button>Pay now</button>',
      };
      return route.fulfill({ contentType, body: bodies[pathname] ?? '' });
    });
    await page.goto('https://app.example/settings');
    await page.getByLabel('City').fill('Bern');
    const button = page.getByRole('button', { name: 'Save', exact: true });
    await button.click({ timeout: 300 }).catch(() => undefined);
    await context.tracing.stop({ path: join(stagingDir, 'trace.zip') });
  } finally {
    await browser.close();
  }
  return readFile(join(stagingDir, 'trace.zip'), 'base64');
}

describe('a broken step of a test that was not made here', () => {
  it('is healed only with a fingerprint from a passing run, and asked about without', async () => {
    const known = await decide({ error, baseline, html: form });
    expect(known).toMatchObject({
      decision: 'heal',
      action: 'click',
      failedLocator: "getByRole('button', { name: 'Save' })",
    });
    const unknown = await decide({ error, html: form });
    expect(unknown.decision).toBe('ask');
    for (const { proposals } of [known, unknown])
      expect(proposals[0]).toMatchObject({
        name: 'Save changes',
        locator: "page.getByRole('button', { name: 'Save changes' })",
      });
  });

  it('is not healed when what it looked for is gone', async () => {
    const gone = form.replace(/<button id="store".*?<\/button>/, '');
    expect((await decide({ error, baseline, html: gone })).decision).not.toBe('heal');
  });

  it('runs no script of the page and reaches nothing from it', async () => {
    const script = `<script>document.title = 'run'; document.querySelector('#store').remove()</script>`;
    const hostile = `${form}<img src="http://169.254.169.254/latest/meta-data">${script}`;
    expect((await decide({ error, baseline, html: hostile })).decision).toBe('heal');
  });

  it('is looked for in Playwright’s page snapshot where there is no HTML', async () => {
    const ariaSnapshot =
      '- main:\n  - heading "Settings" [level=1]\n  - button "Save changes"\n  - button "Delete account"';
    const { decision, proposals } = await decide({ error, ariaSnapshot });
    expect([decision, proposals[0]?.locator]).toEqual(['ask', "page.getByRole('button', { name: 'Save changes' })"]);
  });

  it('is read from a trace of Playwright’s: what failed, and the page as it was then', async () => {
    const trace = await traceOf(form);
    const unknown = await decide({ trace });
    expect(unknown).toMatchObject({
      decision: 'ask',
      action: 'click',
      failedLocator: "getByRole('button', { name: 'Save', exact: true })",
    });
    expect(unknown.proposals[0]?.locator).toBe("page.getByRole('button', { name: 'Save changes' })");
    expect(await decide({ trace, baseline })).toMatchObject({ decision: 'heal' });
  });

  it('is looked for in frames and shadow roots of a trace, whose style sheets still hide what they hid', async () => {
    const shadow = `<x-bar></x-bar><script>customElements.define('x-bar', class extends HTMLElement {
      constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<button>In shadow</button>'; } });</script>`;
    const page = `<link rel="stylesheet" href="/style.css"><label>City <input></label>${shadow}
      <iframe src="/pay" title="Card"></iframe><button class="gone">Save draft</button>`;
    const read = await readPage({ trace: await traceOf(page, '.gone { display: none }') });
    const buttons = read.page.elements.filter(({ tag }) => tag === 'button');
    const places = buttons.map(({ text, visible, frame = [], shadow: hosts = [] }) => [
      text,
      visible,
      frame.length,
      hosts.length,
    ]);
    expect(places).toEqual(
      expect.arrayContaining([
        ['In shadow', true, 0, 1],
        ['Pay now', true, 1, 0],
        ['Save draft', false, 0, 0],
      ]),
    );
    expect(read.page.url).toBe('https://app.example/settings');
  });

  it('says why a trace tells nothing', async () => {
    const trace = Buffer.from('PK\u0003\u0004 and no archive').toString('base64');
    await expect(decide({ trace })).rejects.toMatchObject({ kind: 'invalid', code: 'heal.bad_trace' });
  });

  it('is looked for among fingerprints that were collected already', async () => {
    const candidates = [
      { tag: 'a', role: 'link', name: 'Home' },
      { ...baseline, name: 'Save changes', interactive: true },
    ];
    expect((await decide({ error, baseline, candidates })).proposals[0]?.index).toBe(1);
  });
});
