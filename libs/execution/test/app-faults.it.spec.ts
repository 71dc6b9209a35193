import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '@testforge/platform/sandbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExecution } from '../src/index.js';
import { writtenProject } from './written-project.js';

const ctx = { tenantId: '018f0000-0000-7000-8000-000000000001', requestId: 'r', runId: 'run-1' };
const silent = { info: () => undefined, warn: () => undefined };

// Whole browser runs on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

let stagingDir: string;
let server: Server;
let url: string;

const page = (script: string): string => `<!doctype html><title>Shop</title><h1>Orders</h1><script>${script}</script>`;
const pages: Record<string, string> = {
  '/': page(''),
  '/orders/17': page(`fetch('/api/stock/17'); setTimeout(() => cart.total)`),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = pages[request.url ?? ''];
    response.writeHead(body === undefined ? 503 : 200, { 'content-type': 'text/html' }).end(body ?? 'out of order');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stagingDir = await mkdtemp(join('/var/tmp', 'tf-'));
  await chmod(stagingDir, 0o755);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(stagingDir, { recursive: true, force: true });
});

test('what failed in the app is told of a test that passed all the same, and of one that met nothing nothing is', async () => {
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
  const heading = `await expect(page.getByRole('heading')).toHaveText('Orders');`;
  const { results } = await execution.execute(ctx, {
    project: writtenProject(url, {
      clean: [`await page.goto('/');`, heading],
      'does not notice': [`await page.goto('/orders/17', { waitUntil: 'networkidle' });`, heading],
    }),
    baseUrl: url,
    origins: [url],
    phase: 'kept',
    limits: { actionTimeoutMs: 30_000, pageTimeoutMs: 60_000, retries: 0, workers: 1, executionMs: 240_000 },
  });
  expect(results.map(({ status }) => status)).toEqual(['passed', 'passed']);
  expect(results.map(({ faults }) => faults?.serverErrors ?? [])).toEqual([
    [],
    [{ method: 'GET', url: `${url}/api/stock/:id`, status: 503 }],
  ]);
  expect(results.map(({ faults }) => faults?.pageErrors ?? [])).toEqual([
    [],
    [{ message: 'ReferenceError: cart is not defined', page: `${url}/orders/:id` }],
  ]);
});
