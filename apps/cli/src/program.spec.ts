import { AppError, exitCodes, LastRun } from '@testforge/core';
import { ApiProblem } from '@testforge/sdk';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitOfError } from './exit-of-error.js';
import { createProgram } from './program.js';

let stateDir: string;
let out: string[];
let explored: unknown[];
const servers: Server[] = [];

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'testforge-cli-'));
  out = [];
  explored = [];
});

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(stateDir, { recursive: true });
});

/** The exit code of the command line. */
async function run(...words: string[]): Promise<number> {
  let exitCode = -1;
  const program = createProgram(
    {
      stateDir,
      apiKey: undefined,
      env: {},
      askHidden: null,
      out: (line) => void out.push(line),
      signal: new AbortController().signal,
      startExploring: (request) => {
        explored.push(JSON.parse(request));
        return Promise.resolve({ code: 0, output: '{"scorecard":{"pagesRead":3}}\n' });
      },
    },
    (code) => (exitCode = code),
  );
  for (const command of [program, ...program.commands])
    command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  await program.parseAsync(words, { from: 'user' }).catch((error: unknown) => (exitCode = exitOfError(error)));
  return exitCode;
}

const tests = {
  designed: 3,
  kept: 2,
  functional: 2,
  passed: 2,
  passedAfterHealing: 0,
  waiting: 0,
  failed: 0,
  flaky: 0,
};

/** A platform that knows one run, which has ended with the outcome. */
async function servePlatform(outcome: Record<string, unknown> | null): Promise<void> {
  const id = '0197a3c2-0000-7000-8000-000000000001';
  const whole = outcome && {
    id,
    tests,
    verdicts: { drift: 0, regression: 0, flake: 0, environment: 0 },
    findings: 0,
    healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
    expectationsChanged: 0,
    coverage: { templates: 1, states: 1, forms: 0, flows: 1 },
    stagesMs: { discovery: 0, design: 0, scriptgen: 0, execution: 0, healing: 0, reporting: 0 },
    regressions: [],
    links: { dashboard: null, report: null, share: null },
    ...outcome,
  };
  const body = {
    id,
    project: { id, name: 'shop' },
    url: 'http://a/',
    release: null,
    status: outcome?.['status'] ?? 'error',
    interaction: 'read',
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    endedAt: null,
    stages: [],
    progress: null,
    outcome: whole,
  };
  const server = createServer((request, response) => {
    const file = /\/(report|report\.html|junit\.xml|export\?[\w&=]+)$/.exec(request.url ?? '');
    const answer = file
      ? `the ${file[1]}`
      : JSON.stringify(
          request.method === 'GET' && request.url?.startsWith('/api/v1/runs?') ? { items: [body], next: null } : body,
        );
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  await writeFile(
    join(stateDir, 'connection.json'),
    JSON.stringify({
      server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      apiKey: 'tf_live_k',
      pid: 1,
    }),
  );
}

describe('wrong use', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['runn', 'http://a']],
    ['no address', ['run']],
    ['two addresses', ['run', 'http://a', 'http://b']],
    ['an unknown option', ['run', 'http://a', '--loud']],
    ['an address of another scheme', ['run', 'file:///etc/passwd']],
    ['an address that is none', ['test', 'shop']],
    ['an unknown level', ['run', 'http://a', '--interaction', 'destroy']],
    ['a time budget that is no number', ['run', 'http://a', '--time-budget', 'long']],
    ['a further origin that is none', ['run', 'http://a', '--origin', 'b']],
    ['an unknown format', ['report', 'x', '--format', 'pdf']],
    ['a version that is no number', ['export', 'x', '--suite-version', 'old']],
    ['an unknown language', ['export', 'x', '--format', 'cobol']],
    ['a server without a key', ['--server', 'http://127.0.0.1:1', 'runs']],
  ])('is exit code 2 for %s, whether or not a platform runs', async (_name, words) => {
    expect(await run(...words)).toBe(exitCodes.wrongUse);
  });
});

describe('trouble', () => {
  it.each([[['runs']], [['run', 'http://a']], [['test', 'http://a']], [['report', 'x']], [['export', 'x']]])(
    'is exit code 3 for %j when no platform runs',
    async (words) => {
      expect(await run(...words)).toBe(exitCodes.trouble);
    },
  );
  it('is exit code 3 when the platform that was named does not answer', async () => {
    await writeFile(
      join(stateDir, 'connection.json'),
      JSON.stringify({ server: 'http://127.0.0.1:1', apiKey: 'k', pid: 1 }),
    );
    expect(await run('runs')).toBe(exitCodes.trouble);
  });
  it.each([
    [new ApiProblem(400, 'request.invalid', ''), exitCodes.wrongUse],
    [new ApiProblem(404, 'run.not_found', ''), exitCodes.wrongUse],
    [new ApiProblem(401, 'auth.bad_key', ''), exitCodes.trouble],
    [new ApiProblem(429, 'limit', ''), exitCodes.trouble],
    [new ApiProblem(503, 'upstream', ''), exitCodes.trouble],
    [new AppError('invalid', 'cli.usage', ''), exitCodes.wrongUse],
    [new AppError('upstream', 'cli.no_platform', ''), exitCodes.trouble],
    [new Error('anything'), exitCodes.trouble],
    ['a thrown text', exitCodes.trouble],
  ])('is told from wrong use: %o', (error, code) => {
    expect(exitOfError(error)).toBe(code);
  });
});

describe('help', () => {
  it('is exit code 0', async () => {
    expect(await run('--help')).toBe(exitCodes.passed);
    expect(await run('run', '--help')).toBe(exitCodes.passed);
  });
});

describe('a run', () => {
  const waiting = { status: 'waiting', tests: { ...tests, passed: 1, waiting: 1 } };
  const flaky = { status: 'passed', tests: { ...tests, passed: 1, flaky: 1 } };
  const healed = { status: 'passed_after_healing', tests: { ...tests, passed: 1, passedAfterHealing: 1 } };
  it.each([
    ['passed', { status: 'passed' }, [], 0],
    ['failed', { status: 'failed' }, [], 1],
    ['healed', healed, [], 0],
    ['healed, and that is not welcome', healed, ['--fail-on-healed'], 1],
    ['flaky', flaky, [], 0],
    ['flaky, and that is not welcome', flaky, ['--fail-on-flaky'], 1],
    ['waiting', waiting, [], 4],
    ['waiting, and that is all right', waiting, ['--allow-waiting'], 0],
    ['cancelled', { status: 'cancelled' }, [], 3],
    ['broken', { status: 'error' }, [], 3],
    ['without an outcome', null, [], 3],
  ])('that ended %s gives its exit code and writes it down', async (_name, outcome, flags, code) => {
    await servePlatform(outcome);
    expect(await run('run', 'http://a', ...flags)).toBe(code);
    expect(LastRun.parse(JSON.parse(await readFile(join(stateDir, 'last-run.json'), 'utf8')))).toMatchObject({
      exitCode: code,
      url: 'http://a/',
    });
    expect((await stat(join(stateDir, 'last-run.json'))).mode & 0o777).toBe(0o600);
  });
  it('prints nothing but JSON with --json', async () => {
    await servePlatform({ status: 'passed' });
    await run('run', 'http://a', '--json');
    expect(LastRun.parse(JSON.parse(out.join('\n'))).runs).toHaveLength(1);
  });
});

describe('what a run left', () => {
  it('is listed and written to files', async () => {
    await servePlatform({ status: 'passed' });
    expect(await run('runs')).toBe(0);
    expect(out.join()).toContain('passed');
    for (const [words, content] of [
      [['report', 'id', '--format', 'junit'], 'the junit.xml'],
      [['report', 'id'], 'the report.html'],
      [['export', 'id'], 'the export?format=typescript'],
      [['export', 'id', '--format', 'gherkin', '--suite-version', '2'], 'the export?format=gherkin&version=2'],
    ] as const) {
      const file = join(stateDir, 'written');
      expect(await run(...words, '-o', file)).toBe(0);
      expect(await readFile(file, 'utf8')).toBe(content);
    }
  });
});

describe('exploring without a platform', () => {
  it('hands over what the flags say, and prints what came of it', async () => {
    expect(await run('crawl', 'http://127.0.0.1:3000/', '--max-pages', '7', '--time', '5', '--exclude', '/x')).toBe(0);
    expect(explored).toEqual([
      {
        command: 'crawl',
        options: {
          url: 'http://127.0.0.1:3000/',
          exclude: ['/x'],
          limits: { discoveryMs: 5_000, designMs: 5_000, maxPages: 7 },
        },
      },
    ]);
    expect(out).toEqual(['{"scorecard":{"pagesRead":3}}']);
  });

  it('writes a file that only its owner reads and prints the figures, and takes a model made before', async () => {
    const [file, model] = [join(stateDir, 'plan.json'), join(stateDir, 'model.json')];
    await writeFile(model, '{"scorecard":{},"model":{"url":"http://a.test/"}}');
    const words = ['--header', 'X-Gate: open', '--interaction', 'read', '--model', model, '-o', file];
    expect(await run('design', 'http://a.test/', ...words)).toBe(0);
    expect(explored).toMatchObject([
      { interaction: 'read', access: { headers: { 'X-Gate': 'open' } }, model: { url: 'http://a.test/' } },
    ]);
    expect(out).toEqual([expect.stringMatching(/^pagesRead +3$/), `written: ${file}`]);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('says what is wrong with a flag before anything is opened', async () => {
    expect(await run('crawl', 'http://a.test/', '--max-pages', 'many')).toBe(2);
    expect(await run('design', 'http://a.test/', '--model', join(stateDir, 'none'))).toBe(2);
    expect(await run('crawl', 'nonsense')).toBe(2);
    expect(explored).toEqual([]);
  });
});
