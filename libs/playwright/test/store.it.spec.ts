import { mkdtemp, readFile, rm, utimes, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStore } from '../src/store.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'testforge-store-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const kept = (name: string) => ({ checked: true, fingerprint: { tag: 'button', name } });
const file = 'e2e/a.spec.ts';
const read = (): Promise<string> => readFile(join(dir, 'fingerprints', `${file}.json`), 'utf8');

test('tests of one file that end at the same time all keep what they found', async () => {
  const titles = Array.from({ length: 12 }, (_, index) => `test ${index}`);
  await Promise.all(titles.map((title) => createStore(dir).saveFingerprints(file, title, { x: kept(title) })));
  expect(Object.keys(createStore(dir).readFingerprints(file)).sort()).toEqual([...titles].sort());
});

test('the same finds give the same file, one line each, in whatever order they came', async () => {
  await createStore(dir).saveFingerprints(file, 'b', { y: kept('y'), x: kept('x') });
  await createStore(dir).saveFingerprints(file, 'a', { z: kept('z') });
  const before = await read();
  await createStore(dir).saveFingerprints(file, 'b', { x: kept('x'), y: kept('y') });
  expect(await read()).toBe(before);
  expect(before.split('\n').filter((line) => line.includes('"fingerprint"'))).toHaveLength(3);
});

test('titles and locators are names and nothing else', async () => {
  const store = createStore(dir);
  await store.saveFingerprints('../../up.spec.ts', 'constructor', { toString: kept('x') });
  expect(await readFile(join(dir, 'fingerprints', '_', '_', 'up.spec.ts.json'), 'utf8')).toContain('"constructor"');
  expect(Object.keys(createStore(dir).readFingerprints('../../up.spec.ts'))).toEqual(['constructor']);
});

test('a lock that a killed process left does not hold up anybody for ever', async () => {
  const lock = join(dir, 'fingerprints', `${file}.json.lock`);
  await mkdir(join(lock, '..'), { recursive: true });
  await writeFile(lock, '');
  await utimes(lock, new Date(0), new Date(0));
  await createStore(dir).saveFingerprints(file, 'a', { x: kept('x') });
  expect(await read()).toContain('"a"');
});

test('a file that a merge has spoilt is refused by name, not written over', async () => {
  await createStore(dir).saveFingerprints(file, 'a', { x: kept('x') });
  await writeFile(join(dir, 'fingerprints', `${file}.json`), '<<<<<<< HEAD\n{}');
  expect(() => createStore(dir).readFingerprints(file)).toThrow(/a\.spec\.ts\.json cannot be read/);
});
