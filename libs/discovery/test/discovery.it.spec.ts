import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createBrowserJobs } from '@testforge/browser';
import { RunOptions, type Access, type AppModel, type InteractionLevel } from '@testforge/core';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDiscovery, type DiscoveryProgress } from '../src/index.js';
import { exploreHere } from './explore-here.js';
import { startFixtureApp, type FixtureApp } from './fixture-app.js';
import { password, startWalledApp, user } from './fixture-log-ins.js';
import { html, page, serveFixture } from './serve-fixture.js';

const ctx = { tenantId: '00000000-0000-4000-8000-000000000001', requestId: 'spec', runId: 'run-1' };
const log = { info: () => undefined, warn: () => undefined };
const pictures: string[] = [];
let stagingDir = '';
let other: FixtureApp;
let app: FixtureApp;

beforeAll(async () => {
  stagingDir = await mkdtemp('/var/tmp/testforge-discovery-');
  // The sandbox's own user must be able to pass.
  await chmod(stagingDir, 0o755);
  other = await startFixtureApp();
  app = await startFixtureApp(other.port);
});
afterAll(async () => {
  await Promise.all([app?.close(), other?.close()]);
  await rm(stagingDir, { recursive: true, force: true });
});

function discovery() {
  const sandbox = createSandbox({ mode: 'bubblewrap', log, stagingDir });
  const repositoryDir = resolve(import.meta.dirname, '../../..');
  const jobs = createBrowserJobs({
    sandbox,
    repositoryDir,
    nodeBinary: process.execPath,
    chromium: '/usr/lib/chromium/chromium-headless-shell',
    refusePorts: [],
    policy: 'local',
    log,
  });
  const put = (_ctx: unknown, key: string) => Promise.resolve(void pictures.push(key));
  return createDiscovery({ jobs, objects: { put }, log });
}

const discover = (
  url: string,
  interaction: InteractionLevel,
  more: {
    onProgress?: (progress: DiscoveryProgress) => void;
    signal?: AbortSignal;
    limits?: object;
    origins?: string[];
    access?: Access;
  } = {},
): Promise<AppModel> =>
  discovery().discover(ctx, {
    options: RunOptions.parse({
      url,
      exclude: ['/skipped'],
      origins: more.origins ?? [],
      limits: { discoveryMs: 480_000, pageTimeoutMs: 60_000, actionTimeoutMs: 20_000, ...more.limits },
    }),
    access: more.access,
    interaction,
    onProgress: more.onProgress,
    signal: more.signal,
  });

describe('discovery inside the sandbox', () => {
  let model: AppModel;
  const progress: DiscoveryProgress[] = [];
  beforeAll(async () => {
    model = await discover(`${app.url}/`, 'read', { onProgress: (event) => progress.push(event) });
  });
  const state = (template: string) => model.states.find((each) => each.template === template);
  const reason = (path: string) => model.notVisited.find((each) => each.path === path)?.reason;
  const finding = (key: string) => model.findings.filter((each) => each.key.startsWith(key));

  it('folds addresses of one kind into a template with a few samples', () => {
    expect(state('/product/:id')?.samples).toHaveLength(2);
    expect(state('/books/:slug')?.samples.length).toBeGreaterThanOrEqual(3);
    expect(new Set(model.states.map((each) => each.key)).size).toBe(model.states.length);
    expect(reason('/product/3?utm_source=home')).toBe('enough samples of /product/:id');
  });

  it('finds forms and counts flows', () => {
    expect(state('/login')?.snapshot.forms[0]).toMatchObject({
      label: 'Log in',
      method: 'post',
      fields: [{ label: 'User', required: true }, { label: 'Password' }],
    });
    expect(model.coverage).toMatchObject({ forms: 4, flows: 3 });
  });

  it('opens tabs and dialogs as states of their own', () => {
    const children = model.states.filter((each) => each.template === '/tabs' && each.reach.length === 2);
    expect(children).toHaveLength(2);
    expect(children.some((each) => each.snapshot.forms[0]?.action.endsWith('/subscribe'))).toBe(true);
    expect(children[0]?.reach[1]).toMatchObject({ kind: 'click' });
  });

  it('reports each planted fault once, with evidence', () => {
    expect(finding('server_error GET /broken')).toMatchObject([
      { severity: 'critical', evidence: { status: 500, foundOn: '/', linkText: 'Broken' } },
    ]);
    expect(finding('dead_link')).toMatchObject([
      { key: 'dead_link /missing', evidence: { status: 404, foundOn: '/' } },
    ]);
    expect(finding('failed_request GET /gone.png')).toHaveLength(1);
    expect(finding('page_error Boom N')).toHaveLength(1);
    expect(finding('console_error Bad thing')).toHaveLength(1);
    expect(finding('accessibility button-name')).toMatchObject([{ kind: 'accessibility', severity: 'critical' }]);
    expect(JSON.stringify(model.findings)).not.toContain('favicon');
  });

  it('reads what robots.txt keeps from strangers, where the app is on this machine, and says so', () => {
    expect(app.hits).toContain('GET /private/area');
    expect(model.notes).toContainEqual(expect.stringContaining('robots.txt was not followed'));
  });

  it('follows nothing that ends the session, destroys or lies elsewhere, and says so', () => {
    expect([reason('/logout'), reason('/abmelden')]).toEqual(['ends the session', 'ends the session']);
    expect(reason('/admin/delete?id=1')).toBe('may destroy something');
    expect(reason('/report.pdf')).toBe('a file, not a page');
    expect(reason('/skipped/page')).toBe('excluded');
    expect(reason('https://elsewhere.example/')).toBe('another origin');
    expect(app.hits.filter((hit) => /logout|abmelden|delete|pdf|skipped/.test(hit))).toEqual([]);
  });

  it('sends nothing that writes at the level read', () => {
    expect(app.hits.filter((hit) => !hit.startsWith('GET'))).toEqual([]);
    expect(model.ledger).toEqual([]);
  });

  it('gives verified locators for controls, headings and values', () => {
    const product = state('/product/:id');
    const price = product?.snapshot.elements.findIndex((element) => element.tag === 'dd');
    expect(product?.locators[String(price)]?.links[0]).toEqual({ by: 'text', text: 'Price', exact: true });
    const visible = product?.snapshot.elements.filter((element) => element.interactive).length ?? 0;
    expect(visible).toBeGreaterThan(0);
    expect(Object.keys(product?.locators ?? {}).length).toBeGreaterThanOrEqual(visible);
  });

  it('keeps one picture a template and tells how far it is', () => {
    expect(state('/about')?.screenshot).toMatch(/^runs\/run-1\/discovery\/state-\d+\.jpg$/);
    expect(pictures).toContain(state('/')?.screenshot);
    expect(progress.length).toBeGreaterThan(5);
    expect(progress[0]).toMatchObject({ event: 'progress', states: 1, path: '/' });
  });

  it('lets a page reach nothing but its own app', () => {
    expect(state('/evil')?.snapshot.elements.map((element) => element.text)).toContain(
      'I got nothing nothing nothing nothing',
    );
    expect(other.hits).toEqual([]);
    expect(model.proposedOrigins).toContain(`http://127.0.0.1:${other.port}`);
  });
});

describe('an app whose data comes from another port', () => {
  it('is read with that origin where it is allowed, and proposes it where it is not', async () => {
    const api = await serveFixture(
      (asked, response) =>
        void response
          .writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
          .end('["One thing"]'),
    );
    const front = await serveFixture((asked, response) =>
      html(
        response,
        page(
          'Things',
          `<main><h1>Things</h1><p id="out">none</p></main><script>fetch('${api.url}/things').then((r) => r.json()).then(([first]) => { out.textContent = first; });</script>`,
        ),
      ),
    );
    const texts = (model: AppModel) => model.states[0]?.snapshot.elements.map(({ text }) => text);
    try {
      const without = await exploreHere(front.url);
      expect(without.proposedOrigins).toEqual([api.url]);
      expect(without.originUses).toEqual({ [api.url]: ['api'] });
      const both = await discover(front.url, 'write', { origins: [api.url] });
      expect(both.origins).toEqual([front.url, api.url]);
      expect(both.proposedOrigins).toEqual([]);
      expect(texts(both)).toContain('One thing');
    } finally {
      await Promise.all([api.close(), front.close()]);
    }
  }, 240_000);
});

describe('discovery of an app with a log-in', () => {
  it('takes the way in along into the sandbox, and brings none of it out', async () => {
    const walled = await startWalledApp();
    try {
      const model = await discover(walled.url, 'read', { access: { user, password } });
      expect(model.logIn?.sharing).toBe('worker');
      expect(JSON.stringify(model)).not.toContain(password);
    } finally {
      await walled.close();
    }
  }, 240_000);
});

describe('discovery of what is no app', () => {
  it('says in a sentence that nothing answers', async () => {
    const closed = await startFixtureApp();
    await closed.close();
    const refusal = await discover(closed.url, 'read').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'discovery.unreachable', kind: 'upstream' });
    expect((refusal as Error).message).toContain('nothing answers there');
  });

  it('refuses a start page that fails, and an address of another kind', async () => {
    await expect(discover(`${app.url}/broken`, 'read')).rejects.toMatchObject({
      code: 'discovery.unreachable',
      kind: 'upstream',
      message: expect.stringContaining('500') as string,
    });
    const options = { ...RunOptions.parse({ url: app.url }), url: 'ftp://example.org/' };
    await expect(discovery().discover(ctx, { options, interaction: 'read' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'discovery.unreachable',
    });
  });

  it('stops at once when it is told to', async () => {
    const stop = new AbortController();
    const before = app.hits.length;
    const running = discover(app.url, 'read', { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(running).rejects.toMatchObject({ code: 'browser.job_cancelled' });
    expect(app.hits.slice(before)).not.toContain('GET /evil');
  });

  it('gives up a page whose script never ends', async () => {
    const model = await discover(`${app.url}/stuck`, 'read', {
      limits: { discoveryMs: 1_000, pageTimeoutMs: 15_000 },
    }).catch((error: unknown) => error);
    expect(model).toMatchObject({
      code: 'discovery.unreachable',
      message: expect.stringContaining('does not let itself be read') as string,
    });
  });

  it('ends within its budget and tells what it left out', async () => {
    const model = await discover(app.url, 'read', { limits: { maxPages: 2 } });
    expect(model.states.length).toBeLessThanOrEqual(2);
    expect(model.notVisited).toContainEqual({ path: '/tabs', reason: 'limit of 2 pages reached' });
    expect(model.findings.map((each) => each.key)).toContain('dead_link /missing');
  });
});
