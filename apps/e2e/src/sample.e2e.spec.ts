import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LastRun, type RunOutcome } from '@testforge/core';
import { doSampleJob, findChromium } from '@testforge/local';
import { createVectors } from '@testforge/platform/vectors';
import { unzipSync } from 'fflate';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlatform, repositoryDir, type TestPlatform } from './platform.js';
import { readRecords, recordedTwice } from './records.js';
import { readReport, tellFailures } from './report.js';

const run = promisify(execFile);
const said: string[] = [];

/** The most important quarter of the suite: carts, accounts, log-in. On release 2 each lost element costs a test ten seconds. */
const limits = { maxTests: 12 };

let local: TestPlatform;
let exitCode: number;
let first: RunOutcome;
let second: RunOutcome;
/** What became of the tests on release 2, for whoever reads a failed check. */
let why: string;

beforeAll(async () => {
  local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] }, said);
  const { client, say, stateDir, appPort } = local;
  exitCode = await doSampleJob({ client, say, stateDir, signal: new AbortController().signal }, appPort, limits);
  const { runs } = LastRun.parse(JSON.parse(await readFile(join(stateDir, 'last-run.json'), 'utf8')));
  [first, second] = runs as [RunOutcome, RunOutcome];
  why = tellFailures(await readReport(client, second.id));
});
afterAll(() => local?.close());

/** The amounts of the one regression, as a person reads them. */
const theRegression = () => second.regressions[0] ?? { expected: 'no regression', actual: 'no regression' };

describe('the sample job', () => {
  test('ends with 0', () => {
    expect(exitCode, `${said.join('\n')}\n${why}`).toBe(0);
  });

  test('keeps at least five tests on release 1, and all of them pass', () => {
    expect(first).toMatchObject({
      status: 'passed',
      tests: { passed: first.tests.kept, failed: 0, waiting: 0, flaky: 0 },
    });
    expect(first.tests.kept).toBeGreaterThanOrEqual(5);
  });

  test('heals drift on release 2 with proof, and no expectation is changed', () => {
    expect(second.tests.kept).toBe(first.tests.kept);
    expect(second.healings.proven).toBeGreaterThan(0);
    expect(second.tests.passedAfterHealing).toBeGreaterThan(0);
    expect([first.expectationsChanged, second.expectationsChanged]).toEqual([0, 0]);
  });

  test('reports the wrong total of release 2 as a regression, and nothing else', () => {
    expect(second.status).toBe('failed');
    expect(second.regressions.length).toBeGreaterThan(0);
    const amount = expect.stringMatching(/^\D{0,3}\d+\.\d\d\D{0,3}$/);
    expect(second.regressions).toEqual(
      second.regressions.map(() => expect.objectContaining({ expected: amount, actual: amount })),
    );
    for (const { expected, actual } of second.regressions) expect(actual).not.toBe(expected);
    expect(second.verdicts).toMatchObject({ flake: 0, environment: 0 });
  });

  test('records everything once', async () => {
    for (const { id } of [first, second])
      expect(recordedTwice(await readRecords(local.db, await local.client.getRun(id)))).toEqual([]);
  });

  test('remembers what it learned, in the record and in the search', async () => {
    const { db, ctx, platform } = local;
    const contributions = await db.knowledgeContribution.findMany({ include: { entry: true } });
    expect(contributions.length).toBeGreaterThan(0);
    for (const { entry } of contributions) expect(entry).toMatchObject({ kind: 'healing', shared: false });
    const { qdrantUrl, qdrantApiKey } = platform.services;
    const vectors = createVectors({ url: qdrantUrl, apiKey: qdrantApiKey });
    expect(await vectors.count('healing_patterns', { scope: { tenantId: ctx.tenantId } })).toBe(
      new Set(contributions.map(({ entryId }) => entryId)).size,
    );
  });

  test('links a report that a browser shows, with the amounts that were expected and seen', async () => {
    const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const response = await page.goto(second.links.report ?? '');
      expect(response?.status()).toBe(200);
      const text = await page.locator('body').innerText();
      expect(text).toContain(theRegression().expected);
      expect(text).toContain(theRegression().actual);
    } finally {
      await browser.close();
    }
  });

  test('exports the suite as a project that Playwright itself can list', async () => {
    const dir = join(local.stateDir, 'exported');
    for (const [path, bytes] of Object.entries(unzipSync(await local.client.exportSuite(second.id)))) {
      if (path.endsWith('/')) continue;
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), bytes);
    }
    await symlink(join(repositoryDir, 'node_modules'), join(dir, 'node_modules'));
    const { stdout } = await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--list'], {
      cwd: dir,
    });
    expect(stdout).toMatch(new RegExp(`Total: ${second.tests.kept} tests? in \\d+ files?`));
  });

  test('is seen by the command line', async () => {
    const { stdout } = await run(process.execPath, ['apps/cli/bin/testforge.mjs', 'runs'], {
      cwd: repositoryDir,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TESTFORGE_STATE_DIR: local.stateDir },
    });
    expect(stdout).toContain(first.id);
    expect(stdout).toContain(second.id);
  });
});
