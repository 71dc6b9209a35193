import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExecution, type Conditions } from '../src/index.js';
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

/** Each test tells by its outcome what it met. */
async function statusesUnder(conditions: Conditions | undefined) {
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
  const { results, trouble } = await execution.execute(ctx, {
    project: writtenProject(app.url, {
      zone: [
        `await page.goto('/');`,
        `expect(await page.evaluate(() => new Date(2026, 0, 1).getTimezoneOffset())).toBe(-780);`,
      ],
      screen: [`await page.goto('/');`, `expect(await page.evaluate(() => window.innerWidth)).toBe(1440);`],
      distance: [
        `await page.goto('/');`,
        `expect(await page.evaluate(async () => {
          const startedAt = performance.now();
          await fetch('/flaky');
          return performance.now() - startedAt;
        })).toBeGreaterThan(${slowMs});`,
      ],
    }),
    baseUrl: app.url,
    origins: [app.url],
    phase: 'gate-1',
    evidence: false,
    conditions,
    limits: { actionTimeoutMs: 15_000, pageTimeoutMs: 60_000, retries: 0, workers: 1, executionMs: 240_000 },
  });
  expect(trouble).toBeUndefined();
  return results.map(({ status }) => status);
}

const slowMs = 2_500;

test('tests are carried out in another time zone, on another screen and from far away where that is asked for', async () => {
  const viewport = { width: 1440, height: 900 };
  const there = { timezoneId: 'Pacific/Auckland', viewport, latencyMs: slowMs + 500 };
  expect(await statusesUnder(there)).toEqual(['passed', 'passed', 'passed']);
  expect((await statusesUnder(undefined)).slice(0, 2)).toEqual(['failed', 'failed']);
});
