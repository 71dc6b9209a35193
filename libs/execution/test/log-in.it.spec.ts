import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TenantContext } from '@testforge/core';
import { createSandbox } from '@testforge/platform/sandbox';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createExecution, type ExecutionRequest } from '../src/index.js';
import { appPassword, openFixtureApp } from './fixture-app.js';
import { logInProject } from './log-in-project.js';

const ctx: TenantContext = { tenantId: '018f0000-0000-7000-8000-000000000001', requestId: 'r', runId: 'run-2' };
const silent = { info: () => undefined, warn: () => undefined };
const stored = new Map<string, Buffer>();

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

const run = (sharing: 'shared' | 'each', password: string, more: Partial<ExecutionRequest> = {}, testsPerShard = 200) =>
  createExecution({
    sandbox: createSandbox({ mode: 'bubblewrap', log: silent, stagingDir: join(stagingDir, 's') }),
    objects: { put: async (_, key, body) => void stored.set(key, Buffer.from(body)) },
    log: silent,
    refusePorts: [],
    policy: 'local',
    stagingDir,
    repositoryDir: fileURLToPath(new URL('../../..', import.meta.url)),
    chromium: '/usr/lib/chromium/chromium-headless-shell',
    testsPerShard,
  }).execute(ctx, {
    project: logInProject(app.url, sharing),
    baseUrl: app.url,
    origins: [app.url],
    access: { user: 'ada', password },
    phase: 'execution',
    limits: { actionTimeoutMs: 5_000, pageTimeoutMs: 15_000, retries: 0, workers: 2, executionMs: 240_000 },
    ...more,
  });

const logIns = (): number => app.seen.filter((line) => line === 'POST /login').length;

test('each sandbox logs in for its tests, at level read too, and tells only what was asked for', async () => {
  const before = logIns();
  const streamed: string[] = [];
  const { results, ledger } = await run(
    'shared',
    appPassword,
    { interaction: 'read', only: ['one is inside', 'two is inside'], onResult: ({ key }) => streamed.push(key) },
    1,
  );
  expect(results.map(({ key, status }) => [key, status])).toEqual([
    ['one is inside', 'passed'],
    ['two is inside', 'passed'],
  ]);
  expect(streamed).toEqual(['one is inside', 'two is inside']);
  expect(logIns() - before).toBe(2);
  expect(ledger.map(({ method, status }) => [method, status])).toEqual([
    ['POST', 302],
    ['POST', 302],
  ]);
});

test('where every test logs in for itself, it may do so at level read', async () => {
  const { results } = await run('each', appPassword, { interaction: 'read' });
  expect(results.map(({ key, status }) => [key, status])).toEqual([
    ['log-in', 'passed'],
    ['one is inside', 'passed'],
    ['two is inside', 'passed'],
  ]);
});

test('where logging in fails the others are skipped with the reason, and nothing kept holds the password', async () => {
  const streamed: string[] = [];
  const wrong = 'a wrong & long password';
  const limits = { actionTimeoutMs: 5_000, pageTimeoutMs: 15_000, retries: 1, workers: 2, executionMs: 240_000 };
  const result = await run('shared', wrong, {
    limits,
    onResult: ({ key, status }) => streamed.push(`${key}: ${status}`),
  });
  const [logIn, ...others] = result.results;
  expect(logIn).toMatchObject({ status: 'failed', attempts: 2, failure: { stepKey: 'inside' }, earlier: [{}] });
  expect(others.map(({ status, skippedBecause, failure }) => [status, skippedBecause, failure])).toEqual([
    ['skipped', 'Could not log in: “A user logs in” failed at this step: step inside', undefined],
    ['skipped', 'Could not log in: “A user logs in” failed at this step: step inside', undefined],
  ]);
  expect(streamed).toEqual(['log-in: failed', 'one is inside: skipped', 'two is inside: skipped']);
  const traces = [logIn?.failure?.trace, logIn?.earlier?.[0]?.trace].map((key) => stored.get(key ?? ''));
  const texts = traces
    .flatMap((trace) => Object.values(unzipSync(trace ?? Buffer.alloc(0))))
    .map((each) => strFromU8(each));
  expect(texts.some((text) => text.includes('•••'))).toBe(true);
  const kept = [...texts, JSON.stringify(result), ...[...stored.values()].map(String)].join('\n');
  for (const spelling of [wrong, encodeURIComponent(wrong), 'a+wrong+%26'])
    expect(kept.includes(spelling), spelling).toBe(false);
});
