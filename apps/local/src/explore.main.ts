import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { createBrowserJobs } from '@testforge/browser';
import { AppError, exitCodes, isAppError } from '@testforge/core';
import { chooseSandbox } from './choose-sandbox.js';
import { exploreApp } from './explore-app.js';
import { ExploreRequest } from './explore-request.js';
import { findChromium } from './settings.js';

const { env } = process;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const log = { info: () => undefined, warn: (_fields: object, message: string) => tell(message) };

async function readRequest(): Promise<ExploreRequest> {
  const request = ExploreRequest.safeParse(await json(process.stdin));
  if (request.success) return request.data;
  // Names of fields and what is wrong with them; never a value.
  const what = request.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new AppError('invalid', 'explore.bad_request', what);
}

/** Reads the request from standard input, writes what was found as one JSON document to standard output. */
async function main(): Promise<void> {
  const request = await readRequest();
  const stagingDir = await mkdtemp(resolve(tmpdir(), 'testforge-explore-'));
  try {
    // The sandbox's own user must be able to pass.
    await chmod(stagingDir, 0o755);
    const jobs = createBrowserJobs({
      sandbox: await chooseSandbox({
        asked: env['TESTFORGE_SANDBOX'],
        url: request.options.url,
        stagingDir,
        warn: tell,
      }),
      repositoryDir: resolve(env['TESTFORGE_REPOSITORY_DIR'] || '.'),
      nodeBinary: process.execPath,
      chromium: env['TESTFORGE_CHROMIUM'] || findChromium(),
      refusePorts: [],
      policy: 'local',
      log,
    });
    const explored = await exploreApp(request, { jobs, log }, { tell, signal: stop.signal });
    await new Promise<void>((done) => process.stdout.write(`${JSON.stringify(explored, null, 2)}\n`, () => done()));
  } finally {
    await rm(stagingDir, { recursive: true, force: true });
  }
}

process.exitCode = await main().then(
  () => exitCodes.passed,
  (error: unknown) => {
    if (stop.signal.aborted) return exitCodes.interrupted;
    tell(error instanceof Error ? (isAppError(error) ? error.message : (error.stack ?? error.message)) : String(error));
    return isAppError(error) && error.kind === 'invalid' ? exitCodes.wrongUse : exitCodes.trouble;
  },
);
