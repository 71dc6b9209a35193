import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportInto } from '../src/export-into.js';

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, '../../..');
const page = `<!doctype html><title>Notes</title><form><label>Note <input></label><button>Add</button></form><p role="status"></p>
<script>document.forms[0].onsubmit = (event) => { event.preventDefault(); document.querySelector('p').textContent = 'Added'; };</script>`;

/** A small export, as the product writes it. */
const generated = {
  'tests/session.ts': `import { test as base, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

async function sendHeaders(page: Page): Promise<void> {
  await page.setExtraHTTPHeaders({});
}

export const visitor = base.extend({
  page: async ({ page }, use) => {
    await sendHeaders(page);
    await use(page);
  },
});

export const test = visitor.extend({ storageState: undefined });
`,
  'tests/notes.spec.ts': `import { expect, test } from './session';

test('A note is added', { tag: ['@smoke'] }, async ({ page }) => {
  await test.step('Given', async () => {
    await page.goto('/');
  });

  await test.step('When', async () => {
    await page.getByLabel('Note').fill('Milk');
    await page.getByRole('button', { name: 'Add' }).click();
  });

  await test.step('Then', async () => {
    await expect(page.getByRole('status')).toHaveText('Added');
  });
});
`,
};
const pageObject = `import type { Locator, Page } from '@playwright/test';

export class NotesPage {
  readonly note: Locator;
  constructor(private readonly page: Page) {
    this.note = page.getByLabel('Note');
  }
  addButton() {
    return this.page.getByRole('button', { name: 'Add' });
  }
}
`;
const fixtures = `import { test as base } from '@playwright/test';
import { NotesPage } from './pages/notes-page';

export const test = base.extend<{ notes: NotesPage }>({
  notes: async ({ page }, use) => {
    await use(new NotesPage(page));
  },
});
`;
const compilerOptions = { target: 'ES2022', module: 'ESNext', moduleResolution: 'bundler', strict: true, noEmit: true };
const project = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      ...compilerOptions,
      skipLibCheck: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      types: [],
    },
    include: ['tests'],
  }),
  'playwright.config.ts': `export default {
  testDir: './tests', reporter: 'json',
  use: { baseURL: process.env.APP, launchOptions: { executablePath: '/usr/lib/chromium/chromium-headless-shell', args: ['--no-sandbox'] } },
};`,
  'pages/notes-page.ts': pageObject,
};

describe('an export into a project that has page objects', () => {
  let folder = '';
  let server: Server;
  const said: string[] = [];
  const write = async (files: Record<string, string>): Promise<void> => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  const put = (files: Record<string, string> = generated): Promise<number> => {
    const zip = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
    return exportInto(folder, zip, (line) => said.push(line));
  };
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  const bin = (name: string): string => join(repository, 'node_modules/.bin', name);
  const env = () => ({
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: folder,
    APP: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  });
  /** Compiles under the project's own rules, and passes. */
  const works = async (): Promise<void> => {
    await run(bin('tsc'), ['-p', '.'], { cwd: folder });
    const { stdout } = await run(bin('playwright'), ['test'], { cwd: folder, env: env() });
    expect((JSON.parse(stdout) as { stats: object }).stats).toMatchObject({ expected: 1, unexpected: 0 });
  };

  beforeAll(async () => {
    server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterAll(() => void server.close());
  beforeEach(async () => {
    said.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'testforge-reuse-'));
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('uses them by its fixtures, compiles, passes and says so', async () => {
    await write({ ...project, 'fixtures.ts': fixtures });
    expect(await put()).toBe(0);
    expect(await read('tests/session.ts')).toContain("import { test as base } from '../fixtures';");
    const spec = await read('tests/notes.spec.ts');
    expect(spec).toContain('async ({ page, notes }) =>');
    expect(spec).toContain("await notes.note.fill('Milk');\n    await notes.addButton().click();");
    expect(said).toContain('your NotesPage is used by your fixture notes in 2 places: addButton, note');
    await works();
  });

  it('makes them where no fixture hands them out', async () => {
    await write(project);
    expect(await put()).toBe(0);
    expect(await read('tests/notes.spec.ts')).toContain('const notesPage = new NotesPage(page);');
    expect(await read('tests/session.ts')).toBe(generated['tests/session.ts']);
    await works();
  });

  it('is left as it was generated where it would not compile', async () => {
    const wrong = pageObject.replace('addButton() {', 'addButton(): string {');
    await write({ ...project, 'pages/notes-page.ts': wrong, 'fixtures.ts': fixtures });
    await put();
    expect(await read('tests/notes.spec.ts')).toBe(generated['tests/notes.spec.ts']);
    expect(said.join('\n')).toMatch(/your page objects are not used: .*click/);
  });

  it('keeps what a person changed, as in any other export', async () => {
    await write({ ...project, 'fixtures.ts': fixtures });
    await put();
    await write({ 'tests/notes.spec.ts': (await read('tests/notes.spec.ts')).replace("'Milk'", "'Bread'") });
    expect(await put()).toBe(0);
    const next = {
      ...generated,
      'tests/notes.spec.ts': generated['tests/notes.spec.ts'].replace("'Added'", "'Noted'"),
    };
    expect(await put(next)).toBe(0);
    const spec = await read('tests/notes.spec.ts');
    expect(spec).toContain("notes.note.fill('Bread')");
    expect(spec).toContain("toHaveText('Noted')");
  });
});
