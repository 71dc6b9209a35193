import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportInto } from '../src/export-into.js';

const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
const spec = (first: string, last: string): string => `${first}\na\nb\nc\nd\ne\nf\n${last}\n`;

describe('an export into a folder that a person works in', () => {
  let folder = '';
  const said: string[] = [];
  const put = (files: Record<string, string>): Promise<number> =>
    exportInto(folder, zip(files), (line) => said.push(line));
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  beforeEach(async () => {
    said.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'testforge-into-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps the lines that the person changed beside those that are generated otherwise', async () => {
    expect(await put({ 'tests/cart.spec.ts': spec('one', 'two') })).toBe(0);
    await writeFile(join(folder, 'tests/cart.spec.ts'), spec('mine', 'two'));
    expect(await put({ 'tests/cart.spec.ts': spec('one', 'three'), 'tests/new.spec.ts': 'new\n' })).toBe(0);
    expect(await read('tests/cart.spec.ts')).toBe(spec('mine', 'three'));
    expect(await read('tests/new.spec.ts')).toBe('new\n');
    expect(said.at(-1)).toContain('2 files written, 0 removed, your changes kept in 1');
  });

  it('shows both sides where they changed the same line, and waits for the person', async () => {
    await put({ 'a.ts': spec('one', 'two') });
    await writeFile(join(folder, 'a.ts'), spec('mine', 'two'));
    expect(await put({ 'a.ts': spec('theirs', 'two') })).toBe(4);
    expect(await read('a.ts')).toContain('<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> as it is generated now\n');
    expect(said).toContain('conflict: a.ts: both changed the same lines: look for <<<<<<<');
  });

  it('writes nothing outside of the folder', async () => {
    await expect(put({ '../out.ts': 'x' })).rejects.toThrow('leads out of it');
  });
});
