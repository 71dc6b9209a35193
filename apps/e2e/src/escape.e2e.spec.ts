import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { homedir, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { ExecutionResult } from '@testforge/core';
import { createExecution } from '@testforge/execution';
import { findChromium } from '@testforge/local';
import { createSandbox } from '@testforge/platform/sandbox';
import { followRun } from '@testforge/sdk';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBystander, openHostileApp, type Bystander, type HostileApp } from './hostile-app.js';
import { hostileProject } from './hostile-project.js';
import { openPlatform, repositoryDir, type TestPlatform } from './platform.js';
import { readReport, tellFailures } from './report.js';

const metadata = 'http://169.254.169.254/latest/meta-data/';

let local: TestPlatform;
let bystander: Bystander;
let app: HostileApp;
/** Ports of PostgreSQL, Redis, Qdrant, Temporal and the API. */
let platformPorts: number[];
/** Every port of this machine that nobody inside has any business with. */
let ports: number[];

beforeAll(async () => {
  local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
  bystander = await openBystander();
  const { databaseUrl, redisUrl, qdrantUrl, temporalAddress } = local.platform.services;
  platformPorts = [databaseUrl, redisUrl, qdrantUrl, `tcp://${temporalAddress}`, local.platform.server].map((address) =>
    Number(new URL(address).port),
  );
  ports = [...platformPorts, bystander.port];
  app = await openHostileApp((own) => ({
    http: [
      `${own}/control.js`,
      ...ports.map((port) => `http://127.0.0.1:${port}/`),
      `http://[::1]:${ports[0]}/`,
      metadata,
      'file:///etc/passwd',
    ],
    webSocket: ports.map((port) => `ws://127.0.0.1:${port}/`),
  }));
});
afterAll(async () => {
  await app?.close();
  await bystander?.close();
  await local?.close();
});

describe('a page that looks around', () => {
  test('reaches its own origin and nothing else, while it is explored, observed and tested', async () => {
    const { client } = local;
    const started = await client.startRun({ url: `${app.url}/`, limits: { maxPages: 2, maxTests: 3 } });
    const run = await followRun(client, started.id, {
      everyMs: 100,
      onChange: ({ stages }) => (app.stage = stages.findLast(({ status }) => status === 'running')?.name ?? app.stage),
    });
    expect(run.outcome?.tests.kept, tellFailures(await readReport(client, run.id))).toBeGreaterThan(0);

    const elsewhere = app.seen.filter(({ what }) => !what.includes(app.url));
    const tried = (stage: string) =>
      new Set(elsewhere.filter((seen) => seen.stage === stage && seen.got === 'trying').map(({ what }) => what));
    // Five ways to each address, and web sockets to each port.
    const ways = 5 * (ports.length + 3) + ports.length;
    for (const stage of ['discovery', 'design', 'execution']) expect([stage, tried(stage).size]).toEqual([stage, ways]);
    expect(elsewhere.filter(({ got }) => got !== 'trying' && got !== 'nothing')).toEqual([]);
    expect(elsewhere.filter(({ got }) => got === 'nothing').length).toBeGreaterThan(0);
    expect(bystander.visits()).toBe(0);

    // The same ways do find what is allowed, so they would have found the rest.
    const own = new Set(
      app.seen
        .filter(({ what, got }) => what.includes(app.url) && got !== 'trying' && got !== 'nothing')
        .map(({ what }) => what.split(' ')[0]),
    );
    expect(own).toEqual(new Set(['fetch', 'xhr', 'script']));
  });

  test('is not the platform itself: a run on one of its own addresses ends with an error', async () => {
    const { client, platform } = local;
    const started = await client.startRun({ url: `${platform.server}/docs`, limits: { maxPages: 2 } });
    const run = await followRun(client, started.id);
    expect([run.status, run.outcome?.tests.kept]).toEqual(['error', 0]);
  });
});

/** Runs the tests as the worker does. */
function execute(bodies: Record<string, string>): Promise<ExecutionResult> {
  const log = { info: () => undefined, warn: () => undefined };
  const stagingDir = join(local.stateDir, 'e2e');
  const execution = createExecution({
    sandbox: createSandbox({ mode: 'bubblewrap', log, stagingDir }),
    objects: { put: async () => undefined },
    repositoryDir,
    chromium: findChromium(),
    refusePorts: platformPorts,
    policy: 'local',
    log,
    stagingDir,
  });
  const limits = { actionTimeoutMs: 5_000, pageTimeoutMs: 15_000, retries: 0, workers: 1, executionMs: 240_000 };
  return execution.execute(
    { ...local.ctx, runId: randomUUID() },
    { project: hostileProject(app.url, bodies), baseUrl: app.url, origins: [app.url], phase: 'first', limits },
  );
}

const statuses = ({ results }: ExecutionResult) =>
  Object.fromEntries(
    results.map(({ key, status, failure }) => [
      key,
      failure && status === 'failed' ? `failed: ${failure.message}` : status,
    ]),
  );

/** Code that tries each of `things` with `how`, tells the app, and expects that none gave anything but `allowed`. */
const tryEach = (things: readonly unknown[], how: string, allowed: RegExp): string => `
const got = [];
for (const thing of ${JSON.stringify(things)}) {
  const answer = await (${how})(thing);
  await tell(JSON.stringify(thing), ${allowed}.test(answer) ? 'nothing' : answer);
  if (!${allowed}.test(answer)) got.push([thing, answer]);
}
expect(got).toEqual([]);`;

const refusedFile = /^(ENOENT|EACCES|EPERM|EROFS|ENOTDIR)$/;
const refusedConnection = /^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|EACCES|EADDRNOTAVAIL|ENONET)$/;

describe('a test that looks around', () => {
  test('finds no file, no secret, no service and no host, and its failures are results', async () => {
    const secret = `canary-${randomUUID()}`;
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'ANTHROPIC_API_KEY', 'TESTFORGE_SECRET_KEY'])
      vi.stubEnv(name, secret);
    const canary = join(local.stateDir, 'canary.txt');
    await writeFile(canary, secret, { mode: 0o644 });
    const outside = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
    );
    const hosts = ['127.0.0.1', '::1', 'localhost', ...outside];
    const seenBefore = app.seen.length;
    const files = [
      '/etc/shadow',
      canary,
      join(local.stateDir, 'secrets.json'),
      join(local.stateDir, 'connection.json'),
      join(repositoryDir, '.testforge/connection.json'),
      join(repositoryDir, 'package.json'),
      join(homedir(), '.bashrc'),
      '/proc/1/root/etc/shadow',
    ];
    const folders = [homedir(), repositoryDir, local.stateDir, '/root', '/var/lib'];

    const result = await execute({
      'reads files': tryEach(files, 'read', refusedFile),
      'lists folders': tryEach(folders, 'list', refusedFile),
      'writes files': tryEach(
        [
          '/etc/x',
          '/usr/x',
          '/opt/node/bin/node',
          '/proc/sys/kernel/core_pattern',
          '/work/project/tests/hostile.spec.ts',
        ],
        'write',
        refusedFile,
      ),
      'reads environments': `
        const environments = ['self', ...fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name))].map((pid) => read('/proc/' + pid + '/environ')).join('\\n') + JSON.stringify(process.env);
        const found = environments.includes('canary-') || /DATABASE_URL|REDIS_URL|API_KEY|SECRET/.test(environments);
        await tell('environments', found ? 'a secret' : 'nothing');
        expect(environments).toContain('BASE_URL');
        expect(found).toBe(false);`,
      'connects to ports': tryEach(
        hosts.flatMap((host) => ports.map((port) => [host, port])),
        '([host, port]) => connect(host, port)',
        refusedConnection,
      ),
      'asks for addresses': tryEach(
        [metadata, `http://127.0.0.1:${ports[2]}/collections`, `${local.platform.server}/health`],
        'ask',
        /^nothing$/,
      ),
      'opens pages': tryEach(
        [`file://${canary}`, 'file:///etc/shadow', metadata, `${local.platform.server}/health`],
        `(url) => page.goto(url, { timeout: 10_000 }).then(() => page.content(), () => 'nothing')`,
        /^nothing$/,
      ),
      'reaches its own app': `await page.goto('/'); await expect(page.getByRole('heading')).toHaveText('Welcome'); await tell('own app', 'reached');`,
      'expects too much': `await page.goto('/'); await expect(page.getByRole('heading')).toHaveText('Farewell');`,
    });
    vi.unstubAllEnvs();

    expect(result.trouble).toBeUndefined();
    expect(statuses(result)).toEqual({
      'reads files': 'passed',
      'lists folders': 'passed',
      'writes files': 'passed',
      'reads environments': 'passed',
      'connects to ports': 'passed',
      'asks for addresses': 'passed',
      'opens pages': 'passed',
      'reaches its own app': 'passed',
      'expects too much': expect.stringContaining('Farewell'),
    });
    const told = app.seen
      .slice(seenBefore)
      .filter(({ what }) => !/^(fetch|xhr|img|script|iframe|websocket) /.test(what));
    expect(told.filter(({ got }) => got === 'nothing').length).toBe(
      files.length + folders.length + 5 + 1 + hosts.length * ports.length + 3 + 4,
    );
    expect(told.filter(({ got }) => got !== 'nothing')).toEqual([
      expect.objectContaining({ what: 'own app', got: 'reached' }),
    ]);
    expect(bystander.visits()).toBe(0);
  });

  test('that ends its process, or its runner, leaves a result', async () => {
    const ended = await execute({ 'ends itself': 'process.exit(0);', 'comes after': `await page.goto('/');` });
    expect(ended.results.map(({ key, status }) => [key, status])).toEqual([
      ['ends itself', 'failed'],
      ['comes after', 'passed'],
    ]);
    const killed = await execute({
      'kills its runner': `process.kill(process.ppid, 'SIGKILL'); await new Promise(() => undefined);`,
      'never comes': '',
    });
    expect(killed.results.map(({ status }) => status)).toEqual(['interrupted', 'interrupted']);
    expect(killed.trouble).toEqual(expect.any(String));
  });
});
