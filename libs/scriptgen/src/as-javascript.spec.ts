import type { TestCase } from '@testforge/core';
import { expect, test, vi } from 'vitest';
import { findUnplain } from './as-javascript.js';
import { formatFile } from './format-source.js';
import { writeProject } from './write-project.js';

// The first compilation reads the declarations of Playwright, Node and the DOM.
vi.setConfig({ testTimeout: 60_000 });

const note: TestCase = {
  key: 'note',
  title: 'A note about playwright.config.ts and session.ts is kept',
  designer: 'record',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: 'Notes',
  pages: ['/'],
  steps: [
    { key: 's1', phase: 'given', kind: 'goto', title: 'open /', path: '/' },
    {
      key: 's2',
      phase: 'when',
      kind: 'fill',
      title: 'fill “Note”',
      target: { locator: { frame: [], links: [{ by: 'label', text: 'Note' }] }, fingerprint: { tag: 'input' } },
      value: { kind: 'unique', shape: 'text', prefix: 'note' },
    },
  ],
};
const files = async (language: 'javascript' | 'typescript') =>
  new Map(
    (await writeProject({ baseUrl: 'http://localhost:3000', tests: [note], language })).files.map(
      ({ path, content }) => [path, content] as const,
    ),
  );

test('each file of the project is there in JavaScript, formatted, and nothing that only a compiler needs', async () => {
  const [typed, plain] = [await files('typescript'), await files('javascript')];
  expect([...plain.keys()]).toEqual(
    [...typed.keys()].filter((path) => path !== 'tsconfig.json').map((path) => path.replace(/\.ts$/, '.js')),
  );
  for (const [path, content] of plain)
    if (path.endsWith('.js')) expect([path, content]).toEqual([path, await formatFile(path, content)]);
  expect(JSON.parse(plain.get('package.json') ?? '')).toMatchObject({
    scripts: { test: 'playwright test' },
    devDependencies: { '@playwright/test': expect.any(String) as string },
  });
  expect(plain.get('package.json')).not.toMatch(/typescript|tsc/);
  expect(await files('javascript')).toEqual(plain);
});

test('what is no plain JavaScript is told', () => {
  const found = findUnplain([
    { path: 'a.js', content: 'const a = 1;\n' },
    { path: 'b.js', content: 'const b: number = 1;\n' },
    { path: 'c.js', content: 'const = ;\n' },
    { path: 'd.json', content: '{' },
  ]);
  expect(found.map((line) => line.slice(0, 4))).toEqual(['b.js', 'c.js']);
});

test('a text of a page stays as it is, also where it names a file of the project', async () => {
  const plain = await files('javascript');
  expect(plain.get('tests/notes.spec.js')).toContain("'A note about playwright.config.ts and session.ts is kept'");
  expect(plain.get('README.md')).toContain('tests/session.js');
  expect(plain.get('README.md')).not.toMatch(/\.ts\b/);
});
