import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExecution } from '../src/index.js';
import { openFixtureApp } from './fixture-app.js';
import { writtenProject } from './written-project.js';

const ctx = { tenantId: '018f0000-0000-7000-8000-000000000001', requestId: 'r', runId: 'run-1' };
const silent = { info: () => undefined, warn: () => undefined };

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

test('an element that one test missed twice is not waited for twice by the others; everything else is tried again', async () => {
  const execution = createExecution({
    sandbox: createSandbox({ mode: 'bubblewrap', log: silent, stagingDir: join(stagingDir, 's') }),
    objects: { put: () => Promise.resolve() },
    log: silent,
    refusePorts: [],
    policy: 'local',
    stagingDir,
    repositoryDir: fileURLToPath(new URL('../../..', import.meta.url)),
    chromium: '/usr/lib/chromium/chromium-headless-shell',
  });
  const open = `await page.goto('/');`;
  const store = `await page.getByRole('button', { name: 'Store' }).click();`;
  const told: string[] = [];
  const { results, trouble } = await execution.execute(ctx, {
    project: writtenProject(app.url, {
      first: [open, store],
      second: [open, store],
      'sees it': [open, `await expect(page.getByRole('button', { name: 'Store' })).toBeVisible();`],
      'wrong value': [open, `await expect(page.getByTestId('total')).toHaveText('$ 6');`],
      'elsewhere lost': [`await page.goto('/login');`, store],
      flaky: [`await page.goto('/flaky');`, `await expect(page.getByRole('heading')).toHaveText('Ready');`],
    }),
    baseUrl: app.url,
    origins: [app.url],
    phase: 'kept',
    // One after another, so that it is known which of them comes first.
    limits: { actionTimeoutMs: 5_000, pageTimeoutMs: 30_000, retries: 1, workers: 1, executionMs: 240_000 },
    onResult: ({ key }) => told.push(key),
  });
  expect(trouble).toBeUndefined();
  expect(results.map(({ key, status, attempts, earlier }) => [key, status, attempts, earlier?.length ?? 0])).toEqual([
    ['first', 'failed', 2, 1],
    ['second', 'failed', 1, 0],
    ['sees it', 'failed', 1, 0],
    ['wrong value', 'failed', 2, 1],
    ['elsewhere lost', 'failed', 2, 1],
    ['flaky', 'flaky', 2, 0],
  ]);
  expect(results[1]?.failure).toMatchObject({ stepKey: 'second:1', snapshot: expect.any(String) });
  expect(told.toSorted()).toEqual(results.map(({ key }) => key).toSorted());
});
