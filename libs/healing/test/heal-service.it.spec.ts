import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createBrowserJobs, defaultChromium } from '@testforge/browser';
import { HealRequest } from '@testforge/core';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealService, type HealService } from '../src/index.js';

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

  it('is looked for among fingerprints that were collected already', async () => {
    const candidates = [
      { tag: 'a', role: 'link', name: 'Home' },
      { ...baseline, name: 'Save changes', interactive: true },
    ];
    expect((await decide({ error, baseline, candidates })).proposals[0]?.index).toBe(1);
  });
});
