import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readUntrusted } from '../src/read-untrusted.js';

let dir: string;
let out: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'untrusted-'));
  out = join(dir, 'out');
  await mkdir(join(out, 'results'), { recursive: true });
  await writeFile(join(dir, 'secret'), 'secret');
  await writeFile(join(out, 'results', 'fine'), 'fine');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('an ordinary file is read, up to the limit', async () => {
  expect((await readUntrusted(out, 'results/fine', 4))?.toString()).toBe('fine');
  expect(await readUntrusted(out, 'results/fine', 3)).toBeNull();
  expect(await readUntrusted(out, 'results/none', 3)).toBeNull();
});

test('no link, pipe, folder or way out is followed', async () => {
  await symlink(join(dir, 'secret'), join(out, 'link'));
  await symlink(dir, join(out, 'folder'));
  await link(join(dir, 'secret'), join(out, 'hard'));
  execFileSync('mkfifo', [join(out, 'pipe')]);
  for (const path of ['link', 'folder/secret', 'hard', 'pipe', 'results', '../secret'])
    expect(await readUntrusted(out, path, 100), path).toBeNull();
});
