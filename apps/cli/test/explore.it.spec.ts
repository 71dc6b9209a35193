import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { AppModel, TestPlan } from '@testforge/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const binary = fileURLToPath(new URL('../bin/testforge.mjs', import.meta.url));
const pageOf = (path: string) =>
  `<!doctype html><html lang="en"><head><title>Club</title></head><body><nav aria-label="Main"><a href="/">Home</a> <a href="/people">People</a></nav><main>${
    path === '/people'
      ? '<h1>People</h1><ul><li>Ann</li><li>Ben</li></ul>'
      : '<h1>Welcome to the club</h1><p>We meet on Mondays.</p>'
  }</main></body></html>`;

let server: Server;
let url: string;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'testforge-explore-spec-'));
  server = createServer((request, response) => {
    const known = request.url === '/' || request.url === '/people';
    const authorized = request.headers['x-gate'] === 'open';
    response.writeHead(!authorized ? 403 : known ? 200 : 404, { 'content-type': 'text/html' });
    response.end(authorized && known ? pageOf(request.url ?? '/') : '<h1>No</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server?.close();
  await rm(dir, { recursive: true, force: true });
});

/** The real binary, in a folder that has nothing to do with ours, where no platform runs. */
async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [binary, ...words, '--header', 'X-Gate: open'], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TESTFORGE_STATE_DIR: dir },
  });
  const ended = once(child, 'exit') as Promise<[number]>;
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await ended)[0], out, err };
}

describe('exploring without a platform', () => {
  it('gives the model and its figures as JSON, the same twice, and tells how far it is beside it', async () => {
    const first = await run('crawl', url, '--max-pages', '5');
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('states') as string });
    const { model, scorecard } = JSON.parse(first.out) as { model: unknown; scorecard: Record<string, number> };
    expect(AppModel.parse(model).states.map(({ template }) => template)).toEqual(['/', '/people']);
    expect(scorecard).toMatchObject({ states: 2, pagesRead: 2, findings: 1 });
    const again = JSON.parse((await run('crawl', url, '--max-pages', '5')).out) as { model: unknown };
    const keys = (value: unknown) =>
      AppModel.parse(value).states.map(({ key, reach, locators }) => [key, reach, locators]);
    expect(keys(again.model)).toEqual(keys(model));
  }, 300_000);

  it('designs tests for a model that was made before', async () => {
    const [crawled, planned] = [join(dir, 'model.json'), join(dir, 'plan.json')];
    expect((await run('crawl', url, '--out', crawled)).out).toContain(`written: ${crawled}`);
    expect(await run('design', url, '--model', crawled, '--max-tests', '2', '--out', planned)).toMatchObject({
      code: 0,
    });
    const { plan } = JSON.parse(await readFile(planned, 'utf8')) as { plan: unknown };
    expect(TestPlan.parse(plan).tests.length).toBeGreaterThan(0);
  }, 300_000);

  it('says in one sentence that nothing answers', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const { code, out, err } = await run('crawl', `http://127.0.0.1:${port}/`);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('cannot be explored: nothing answers there');
  });
});
