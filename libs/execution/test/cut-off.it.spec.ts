import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TenantContext } from '@testforge/core';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExecution } from '../src/index.js';
import { openFixtureApp } from './fixture-app.js';
import { writtenProject } from './written-project.js';

const ctx: TenantContext = { tenantId: '018f0000-0000-7000-8000-000000000001', requestId: 'r', runId: 'run-1' };
const limits = { actionTimeoutMs: 15_000, pageTimeoutMs: 30_000, retries: 0, workers: 1, executionMs: 240_000 };

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

const run = async (bodies: Record<string, string[]>) => {
  const streamed: string[] = [];
  const warned: object[] = [];
  const log = { info: () => undefined, warn: (fields: object) => void warned.push(fields) };
  const execution = createExecution({
    sandbox: createSandbox({ mode: 'bubblewrap', log, stagingDir: join(stagingDir, 's') }),
    objects: { put: () => Promise.resolve() },
    log,
    refusePorts: [],
    policy: 'local',
    stagingDir,
    repositoryDir: fileURLToPath(new URL('../../..', import.meta.url)),
    chromium: '/usr/lib/chromium/chromium-headless-shell',
  });
  const result = await execution.execute(ctx, {
    project: writtenProject(app.url, bodies),
    baseUrl: app.url,
    origins: [app.url],
    phase: 'execution',
    limits,
    onResult: ({ key }) => streamed.push(key),
  });
  return { ...result, streamed, warned };
};

const killsTheRunner = `process.kill(process.ppid, 'SIGKILL');`;

test('where the runner is killed, what had not ended runs in another sandbox, and what had is not run again', async () => {
  const { results, trouble, streamed } = await run({
    before: [`await page.goto('/before');`],
    // The page says it from the second time on.
    cut: [`await page.goto('/flaky');`, `if ((await page.locator('h1').innerText()) !== 'Ready') ${killsTheRunner}`],
    after: [`await page.goto('/after');`],
  });
  expect(trouble).toBeUndefined();
  expect(results.map(({ key, status, attempts }) => [key, status, attempts])).toEqual([
    ['before', 'passed', 1],
    ['cut', 'passed', 1],
    ['after', 'passed', 1],
  ]);
  expect(streamed).toEqual(['before', 'cut', 'after']);
  expect(app.seen.filter((request) => request === 'GET /before')).toHaveLength(1);
});

test('a runner that never lasts is given up, and what ended until then is kept', async () => {
  const { results, trouble, warned } = await run({
    before: [`await page.goto('/');`],
    cut: [killsTheRunner],
  });
  expect(trouble).toMatch(/ended before its time/);
  expect(results.map(({ key, status }) => [key, status])).toEqual([
    ['before', 'passed'],
    ['cut', 'interrupted'],
  ]);
  expect(warned).toHaveLength(2);
});
