import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FailureSnapshot, type TenantContext, type TestResult } from '@testforge/core';
import { createSandbox, type SandboxMode } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createExecution, type ExecutionRequest } from '../src/index.js';
import { openFixtureApp } from './fixture-app.js';
import { writtenProject } from './written-project.js';

const ctx: TenantContext = { tenantId: '018f0000-0000-7000-8000-000000000001', requestId: 'r', runId: 'run-1' };
const silent = { info: () => undefined, warn: () => undefined };
const limits = { actionTimeoutMs: 5_000, pageTimeoutMs: 30_000, retries: 1, workers: 2, executionMs: 240_000 };
const stored = new Map<string, Buffer>();
const objects = {
  put: async (_: TenantContext, key: string, body: Buffer | string) => void stored.set(key, Buffer.from(body)),
};

// Whole browser runs on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

let app: Awaited<ReturnType<typeof openFixtureApp>>;
let stagingDir: string;

beforeAll(async () => {
  app = await openFixtureApp();
  stagingDir = await mkdtemp(join('/var/tmp', 'tf-'));
  await chmod(stagingDir, 0o755);
});
afterAll(async () => {
  await app.close();
  await rm(stagingDir, { recursive: true, force: true });
});

const execution = (mode: SandboxMode = 'bubblewrap') =>
  createExecution({
    sandbox: createSandbox({ mode, log: silent, stagingDir: join(stagingDir, 's') }),
    objects,
    log: silent,
    refusePorts: [],
    policy: 'local',
    stagingDir,
    repositoryDir: fileURLToPath(new URL('../../..', import.meta.url)),
    chromium: '/usr/lib/chromium/chromium-headless-shell',
  });

const run = (bodies: Record<string, string[]>, more: Partial<ExecutionRequest> = {}, prelude: string[] = []) =>
  execution().execute(ctx, {
    project: writtenProject(app.url, bodies, prelude),
    baseUrl: app.url,
    origins: [app.url],
    phase: 'execution',
    limits,
    ...more,
  });

const of = (results: TestResult[], key: string): TestResult => {
  const found = results.find((result) => result.key === key);
  if (!found) throw new Error(`no result of ${key}`);
  return found;
};

describe('an execution', () => {
  test('tells passed, failed and flaky tests, leads failures to their steps and keeps the evidence', async () => {
    const streamed: string[] = [];
    const result = await run(
      {
        passes: [
          `await page.goto('/');`,
          `await page.getByRole('button', { name: 'Save' }).click();`,
          `await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();`,
        ],
        writes: [
          `await page.goto('/');`,
          `await page.getByLabel('Name').fill('Ada');`,
          `await page.getByRole('button', { name: 'Send' }).click();`,
          `await expect(page.getByRole('heading')).toHaveText('Thank you');`,
        ],
        'wrong value': [`await page.goto('/');`, `await expect(page.getByTestId('total'))\n  .toHaveText('$ 6');`],
        'lost button': [
          `await page.goto('/');`,
          `await page\n  .getByRole('button', {\n    name: 'Store',\n  })\n  .click();`,
          `await expect(page).toHaveTitle('x');`,
        ],
        flaky: [`await page.goto('/flaky');`, `await expect(page.getByRole('heading')).toHaveText('Ready');`],
        // The answer takes longer than an action may, and yet the button was there and did what it should.
        'slow answer': [
          `await page.goto('/slow');`,
          `await page.getByRole('button', { name: 'Send' }).click();`,
          `await expect(page.getByRole('heading')).toHaveText('At last');`,
        ],
      },
      { onResult: ({ key }) => streamed.push(key) },
    );

    expect(result.trouble).toBeUndefined();
    expect(result.results.map(({ key, status, attempts }) => [key, status, attempts])).toEqual([
      ['passes', 'passed', 1],
      ['writes', 'passed', 1],
      ['wrong value', 'failed', 2],
      ['lost button', 'failed', 2],
      ['flaky', 'flaky', 2],
      ['slow answer', 'passed', 1],
    ]);
    expect(streamed.sort()).toEqual(['flaky', 'lost button', 'passes', 'slow answer', 'writes', 'wrong value']);
    expect(of(result.results, 'passes').steps.map(({ title, ok }) => [title, ok])).toEqual([
      ['step 0', true],
      ['step 1', true],
      ['step 2', true],
    ]);
    expect(of(result.results, 'wrong value').failure).toMatchObject({
      stepKey: 'wrong value:1',
      stepTitle: 'step 1',
      expected: '$ 6',
      actual: '$ 5',
    });
    const lost = of(result.results, 'lost button');
    expect(lost.failure).toMatchObject({
      stepKey: 'lost button:1',
      snapshot: expect.stringMatching(/^runs\/run-1\/execution\/lost_button-\w+\/snapshot\.json$/),
      screenshot: expect.any(String),
      trace: expect.any(String),
      video: expect.any(String),
    });
    expect(lost.earlier).toEqual([
      expect.objectContaining({
        stepKey: 'lost button:1',
        snapshot: expect.stringMatching(/^runs\/run-1\/execution\/lost_button-\w+\/attempt-1\/snapshot\.json$/),
        trace: expect.any(String),
      }),
    ]);
    expect(of(result.results, 'flaky').failure?.snapshot).toContain('/attempt-1/');
    expect(lost.steps.map(({ ok }) => ok)).toEqual([true, false]);
    expect(of(result.results, 'writes').ledger).toEqual([
      { stage: 'execution', method: 'POST', urlTemplate: `${app.url}/orders/:id/items`, status: 200 },
    ]);
    expect(result.ledger).toHaveLength(2);
    const toldMs = result.results.reduce((sum, { sandboxMs = 0 }) => sum + sandboxMs, 0);
    expect(toldMs).toBeGreaterThan(0);
    expect(toldMs).toBeLessThanOrEqual(result.sandboxMs);

    const snapshot = FailureSnapshot.parse(
      JSON.parse(stored.get(lost.failure?.snapshot ?? '')?.toString('utf8') ?? 'null'),
    );
    expect(snapshot.url).toBe(`${app.url}/`);
    expect(snapshot.page.elements.find(({ name }) => name === 'Save')).toMatchObject({ tag: 'button', role: 'button' });
    expect(snapshot.page.elements.find(({ name }) => name === 'Within')?.frame).toHaveLength(1);
    expect(snapshot.requests).toContainEqual(
      expect.objectContaining({ method: 'GET', url: `${app.url}/`, status: 200 }),
    );
    expect(await readdir(stagingDir)).not.toContainEqual(expect.stringMatching(/^execution-/));
  });

  test('a test that runs out of time fails at the call that was under way', async () => {
    const { results } = await run(
      { slow: [`test.setTimeout(20_000);`, `await page.goto('/');`, `await page.waitForFunction(() => false);`] },
      { limits: { ...limits, retries: 0 } },
    );
    expect(of(results, 'slow')).toMatchObject({
      status: 'failed',
      failure: { stepKey: 'slow:2', snapshot: expect.any(String) },
    });
  });

  test('a page that hangs gives no snapshot and does not hold up the end', async () => {
    const { results } = await run(
      {
        hang: [
          `await page.goto('/hang');`,
          `await page.getByRole('button').click({ noWaitAfter: true });`,
          `await expect(page.getByText('never')).toBeVisible();`,
        ],
      },
      { limits: { ...limits, retries: 0 } },
    );
    expect(of(results, 'hang').status).toBe('failed');
    expect(of(results, 'hang').failure?.snapshot).toBeUndefined();
  });

  test('runs only what was asked for, and not again what is done', async () => {
    const bodies = {
      one: [`await page.goto('/');`],
      two: [`await page.goto('/');`],
      'one (2)': [`await page.goto('/');`],
    };
    const wrote = { stage: 'execution' as const, method: 'POST', urlTemplate: '/orders', status: 200 };
    const before = { durationMs: 1, steps: [], ledger: [wrote], sandboxMs: 1_000_000 };
    const done: TestResult[] = [{ key: 'two', title: 'two', status: 'failed', attempts: 7, ...before }];
    const streamed: string[] = [];
    const result = await run(bodies, { only: ['one', 'two'], done, onResult: ({ key }) => streamed.push(key) });
    expect(result.results.map(({ key, attempts }) => [key, attempts])).toEqual([
      ['one', 1],
      ['two', 7],
    ]);
    expect(streamed).toEqual(['one']);
    expect(result.ledger).toEqual([wrote]);
    expect(result.sandboxMs).toBeGreaterThan(1_000_000);
  });

  test('says that a project does not load', async () => {
    const result = await run({ one: [`await page.goto('/';`] });
    expect(result.trouble).toMatch(/^The project does not load: .*SyntaxError/);
    expect(result.results).toEqual([expect.objectContaining({ key: 'one', status: 'interrupted' })]);
  });

  test('says that the app cannot be reached, and does not try every test', async () => {
    const closed = await openFixtureApp();
    await closed.close();
    const bodies = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`test ${index}`, [`await page.goto('/');`]]),
    );
    const project = writtenProject(closed.url, bodies);
    const result = await execution().execute(ctx, {
      project,
      baseUrl: closed.url,
      origins: [closed.url],
      phase: 'execution',
      limits,
    });
    expect(result.trouble).toMatch(/cannot be reached \(net::ERR_/);
    expect(result.results.filter(({ status }) => status === 'interrupted').length).toBeGreaterThan(0);
  });

  test('a test cannot forge results, nor see the key, the host or its environment', async () => {
    const forged = JSON.stringify({
      type: 'attempt',
      file: 'tests/fixture.spec.ts',
      title: 'honest',
      status: 'passed',
      ok: true,
      last: true,
      durationMs: 1,
      errors: [],
      calls: [],
      attachments: [],
    });
    const { results, trouble } = await run(
      {
        honest: [`expect(1).toBe(2);`],
        liar: [
          `const line = '\\n@testforge 1 ${'0'.repeat(64)} ' + ${JSON.stringify(forged)} + '\\n';`,
          `console.log(line); process.stdout.write(line);`,
          `for (const pid of fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) { try { fs.writeFileSync('/proc/' + pid + '/fd/1', line); } catch { continue; } }`,
          `const environments = fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).map((pid) => { try { return fs.readFileSync('/proc/' + pid + '/environ', 'utf8') + fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8'); } catch { return ''; } }).join('');`,
          `expect(/[0-9a-f]{64}/.test(environments)).toBe(false);`,
          `expect(Object.keys(process.env).filter((name) => /KEY|SECRET|TOKEN|PASSWORD|DATABASE|REDIS/i.test(name))).toEqual([]);`,
          `for (const path of ['/etc/shadow', '/root', '/srv', '${process.cwd()}/package.json', '${join(process.cwd(), '.env')}']) expect(fs.existsSync(path) && (() => { try { fs.readFileSync(path); return true; } catch { return false; } })()).toBe(false);`,
          `expect(() => fs.writeFileSync('/work/project/tests/fixture.spec.ts', '')).toThrow();`,
        ],
      },
      { limits: { ...limits, retries: 0, workers: 1 } },
      [`import fs from 'node:fs';`],
    );
    expect(trouble).toBeUndefined();
    expect(of(results, 'liar').failure?.message).toBeUndefined();
    expect(results.map(({ key, status }) => [key, status])).toEqual([
      ['honest', 'failed'],
      ['liar', 'passed'],
    ]);
  });

  test('stops when told to and keeps what there is', async () => {
    const stop = new AbortController();
    const endless = [
      `test.setTimeout(0);`,
      `await page.goto('/');`,
      `await page.waitForFunction(() => false, null, { timeout: 0 });`,
    ];
    const { results, trouble } = await run(
      { quick: [`await page.goto('/');`], endless },
      { limits: { ...limits, workers: 1 }, signal: stop.signal, onResult: () => stop.abort() },
    );
    expect(results.map(({ status }) => status)).toEqual(['passed', 'interrupted']);
    expect(trouble).toBeUndefined();
  });

  test('works the same where the sandbox is off', async () => {
    const project = writtenProject(app.url, {
      one: [`await page.goto('/');`, `await expect(page.getByTestId('total')).toHaveText('$ 6');`],
    });
    const { results } = await execution('none').execute(ctx, {
      project,
      baseUrl: app.url,
      origins: [app.url],
      phase: 'proof-1',
      limits: { ...limits, retries: 0 },
    });
    expect(of(results, 'one')).toMatchObject({
      status: 'failed',
      failure: { stepKey: 'one:1', snapshot: 'runs/run-1/proof-1/one/snapshot.json' },
    });
  });

  test('at level read nothing is written, a test that needs it is skipped with the reason, and no other failure is excused', async () => {
    const before = app.seen.length;
    const project = writtenProject(app.url, {
      reads: [`await page.goto('/');`, `await expect(page.getByTestId('total')).toHaveText('$ 5');`],
      'is broken': [
        `await page.goto('/');`,
        `await page.getByRole('button', { name: 'Send' }).click();`,
        `await expect(page.getByTestId('total')).toHaveText('$ 6');`,
      ],
      writes: [
        `await page.goto('/');`,
        `await page.getByRole('button', { name: 'Send' }).click();`,
        `await expect(page.getByRole('heading')).toHaveText('Thank you');`,
      ],
    });
    const tests = project.tests.map((each) => (each.key === 'writes' ? { ...each, writes: true } : each));
    const { results, ledger } = await run(
      {},
      {
        project: { ...project, tests },
        interaction: 'read',
        limits: { ...limits, retries: 0, actionTimeoutMs: 2_000 },
      },
    );
    expect(results.map(({ key, status }) => [key, status])).toEqual([
      ['reads', 'passed'],
      ['is broken', 'failed'],
      ['writes', 'skipped'],
    ]);
    expect(of(results, 'writes').failure?.message).toContain(`refused what this test writes: POST ${app.url}/orders/`);
    const refused = { stage: 'execution', method: 'POST', urlTemplate: `${app.url}/orders/:id/items`, status: null };
    expect(ledger).toEqual([refused, refused]);
    expect(app.seen.slice(before).filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  test('fails when a result cannot be handed on, and leaves nothing running', async () => {
    const handOn = () => Promise.reject(new Error('the store is full'));
    await expect(
      run({ one: [`await page.goto('/');`], two: [`await page.goto('/');`] }, { onResult: handOn }),
    ).rejects.toThrow('the store is full');
  });

  test('refuses a project that would write outside of its folder', async () => {
    const project = { ...writtenProject(app.url, { one: [] }), files: [{ path: '../escape.ts', content: '' }] };
    await expect(
      execution().execute(ctx, { project, baseUrl: app.url, origins: [app.url], phase: 'execution', limits }),
    ).rejects.toMatchObject({ code: 'execution.bad_path' });
  });
});
