import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExecution, type ExecutionLimits } from '../src/index.js';
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

/** Both paths show what is expected seconds after they were opened: later than the checks of a first try wait here. */
async function statusOf(path: '/late' | '/dozing', more: Partial<ExecutionLimits>) {
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
      late: [
        `await page.goto('${path}', { waitUntil: 'commit' });`,
        `await expect(page.getByRole('heading', { name: 'There' })).toBeVisible();`,
        `await expect.poll(() => page.getByRole('heading').textContent()).toBe('There');`,
      ],
    }),
    baseUrl: app.url,
    origins: [app.url],
    phase: 'kept',
    limits: { actionTimeoutMs: 8_000, pageTimeoutMs: 60_000, retries: 0, workers: 1, executionMs: 240_000, ...more },
  });
  expect(trouble).toBeUndefined();
  return results.map(({ status, attempts, failure }) => [status, attempts, failure?.stepKey]);
}

test('what comes late is missed by a first try, found by a second, and by a first one that was told to wait', async () => {
  expect(await statusOf('/late', { retries: 1 })).toEqual([['flaky', 2, 'late:1']]);
  expect(await statusOf('/late', { checkTimeoutMs: 60_000 })).toEqual([['passed', 1, undefined]]);
});

test('a page that was at rest when the first try gave up is not waited for any longer by the second', async () => {
  const [[status, attempts] = []] = await statusOf('/dozing', { retries: 1 });
  expect([status, attempts]).toEqual(['failed', 2]);
});
