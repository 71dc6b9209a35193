import type { TestCase } from '@testforge/core';
import type { SourceFile } from './project-files.js';

/** How the tests of a project come to be logged in; null: no test of it logs in for the others. */
export type Sessions = NonNullable<TestCase['setup']> | null;

/** The one place that says how tests enter the app. Basic auth and headers may be needed later, so it is always there. */
export function sessionFile(sessions: Sessions, ofRoles: readonly Sessions[] = []): SourceFile {
  const all = [sessions, ...ofRoles];
  const perWorker = all.includes('worker');
  const imports = [
    ...(perWorker ? [`import { existsSync, rmSync } from 'node:fs';`] : []),
    ...(perWorker || sessions === 'shared' ? [`import path from 'node:path';`] : []),
    `import { test as base, type Page } from '@playwright/test';`,
    ...(sessions === 'worker' || sessions === 'each' ? [`import { logIn } from './log-in';`] : []),
  ];
  return {
    path: 'tests/session.ts',
    content: [
      imports.join('\n'),
      ofRoles.includes('each')
        ? entry.replace('async function sendHeaders', 'export async function sendHeaders')
        : entry,
      ...(perWorker ? [sessionOfEachWorker] : []),
      loggedIn[sessions ?? 'none'],
    ].join('\n'),
  };
}

const entry = `
export { expect } from '@playwright/test';

/** \`user:password\` for the browser's own dialog. */
const basic = process.env.TESTFORGE_BASIC;
/** A JSON object of header fields. */
const headers = readHeaders(process.env.TESTFORGE_HEADERS);

function readHeaders(json: string | undefined): Record<string, string> {
  try {
    return JSON.parse(json || '{}') as Record<string, string>;
  } catch {
    throw new Error('TESTFORGE_HEADERS must be a JSON object of header fields.');
  }
}

const originOf = (address: string | undefined): string => new URL(address ?? '').origin;

/** To the app's own origin and to no other, wherever it redirects to: each hop is looked at by itself. */
async function sendHeaders(page: Page, address: string | undefined): Promise<void> {
  if (Object.keys(headers).length === 0) return;
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const all = new Headers(request.headers);
    for (const [name, value] of Object.entries(headers)) all.set(name, value);
    const fields = [...all].map(([name, value]) => ({ name, value }));
    session.send('Fetch.continueRequest', { requestId, headers: fields }).catch((error) => tellUnsent(page, error));
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: \`\${originOf(address)}/*\` }] });
  page.on('popup', (popup) => void sendHeaders(popup, address).catch((error) => tellUnsent(popup, error)));
}

/** A page that is closed, and a request that its page has given up meanwhile, need no headers. */
function tellUnsent(page: Page, error: unknown): void {
  if (page.isClosed() || /Invalid InterceptionId|has been closed/.test(String(error))) return;
  console.warn(\`TESTFORGE_HEADERS were not sent with a request: \${String(error)}\`);
}

/** A test of somebody who is not logged in. */
export const visitor = base.extend({
  httpCredentials: async ({ baseURL }, use) => {
    const [username = '', ...rest] = (basic ?? '').split(':');
    await use(basic ? { username, password: rest.join(':'), origin: originOf(baseURL) } : undefined);
  },
  page: async ({ page, baseURL }, use) => {
    await sendHeaders(page, baseURL);
    await use(page);
  },
});
`;

/** Each test logs in for itself, by the function `logIn`. */
export const sendingSession = `export const test = visitor.extend({
  context: async ({ context, baseURL }, use) => {
    const page = await context.newPage();
    await sendHeaders(page, baseURL);
    await logIn(page);
    const kept = await page.evaluate(() => ({ origin: location.origin, entries: Object.entries(sessionStorage) }));
    await page.close();
    // What stood in that tab's own storage is there once in each new tab; what the app does to it later stands.
    await context.addInitScript(({ origin, entries }) => {
      if (location.origin !== origin || sessionStorage.length > 0 || window.name === 'session-kept') return;
      if (entries.length > 0) window.name = 'session-kept';
      for (const [name, value] of entries) sessionStorage.setItem(name, value);
    }, kept);
    await use(context);
  },
});
`;

/** For any number of roles: where the sessions of the workers lie, and how a worker comes by its own. */
const sessionOfEachWorker = `
/** What the browser of each worker holds once it has logged in; as secret as the password. */
const directoryOf = (role: string): string =>
  path.join(process.env.TESTFORGE_SESSION_DIR ?? path.join(__dirname, '../.auth'), role);
const fileOf = (role: string): string => path.join(directoryOf(role), \`session.\${base.info().parallelIndex}.json\`);

const keep = (page: Page, role: string) => page.context().storageState({ path: fileOf(role), indexedDB: true });

/** Makes the session of a page that of its worker, and forgets those of earlier runs. */
export async function keepSession(page: Page, role = 'user'): Promise<void> {
  rmSync(directoryOf(role), { recursive: true, force: true });
  await keep(page, role);
}

/**
 * A test of somebody who is logged in. Each worker logs in once: what the app has to say to the user of one test is then
 * shown to no other.
 */
export const loggedInBy = (logIn: (page: Page) => Promise<void>, role = 'user') =>
  visitor.extend({
    storageState: async ({ storageState }, use) => {
      await use(existsSync(fileOf(role)) ? fileOf(role) : storageState);
    },
    context: async ({ context, baseURL }, use) => {
      if (!existsSync(fileOf(role))) {
        const page = await context.newPage();
        await sendHeaders(page, baseURL);
        await logIn(page);
        await keep(page, role);
        await page.close();
      }
      await use(context);
    },
  });
`;

const loggedIn = {
  worker: `
export const test = loggedInBy(logIn);
`,
  shared: `
/** What the browser holds after \`log-in.setup.ts\`; as secret as the password. */
export const sessionFile = path.join(process.env.TESTFORGE_SESSION_DIR ?? path.join(__dirname, '../.auth'), 'session.json');

/** A test of somebody who is logged in. */
export const test = visitor.extend({ storageState: sessionFile });
`,
  each: `
/** A test of somebody who is logged in. The app ends copies of a session, so each test logs in for itself. */
${sendingSession}`,
  none: `
/** A test of somebody who has the session in the file \`TESTFORGE_STORAGE_STATE\`, if there is one. */
export const test = visitor.extend({ storageState: process.env.TESTFORGE_STORAGE_STATE });
`,
};
