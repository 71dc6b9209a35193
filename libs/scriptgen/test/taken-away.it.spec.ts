import type { Locator, Step, TestCase } from '@testforge/core';
import { afterEach, expect, test, vi } from 'vitest';
import { writeProject } from '../src/write-project.js';
import { openLogInApp, type LogInApp, type LogInAppOptions } from './log-in-app.js';
import { runPlain } from './run-plain.js';

// Whole browser runs on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

const open: LogInApp[] = [];
const openApp = async (options: LogInAppOptions): Promise<LogInApp> => {
  const app = await openLogInApp(options);
  open.push(app);
  return app;
};
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

const at = (link: Locator['links'][number]) => ({
  locator: { frame: [], links: [link] },
  fingerprint: { tag: 'input' },
});
const byLabel = (text: string) => at({ by: 'label', text });
const button = (name: string) => at({ by: 'role', role: 'button', name });
const type = (label: string, name: 'user' | 'password' | 'totp'): Step => ({
  key: `type-${name}`,
  phase: 'when',
  kind: 'fill',
  title: `fill “${label}”`,
  target: byLabel(label),
  value: { kind: 'credential', name },
});
const goto = (path: string): Step => ({ key: 'open', phase: 'given', kind: 'goto', title: `open ${path}`, path });
const sees = (name: string): Step => ({
  key: `sees-${name}`,
  phase: 'then',
  kind: 'expect',
  title: `“${name}” is there`,
  target: button(name),
  expectation: { matcher: 'toBeVisible', expected: true },
});
const testCase = (key: string, steps: Step[], more: Partial<TestCase> = {}): TestCase => ({
  key,
  title: key,
  designer: '',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: 'Home',
  pages: [],
  steps,
  ...more,
});
const logIn = (setup: 'shared' | 'worker' | 'each', more: Step[] = []): TestCase =>
  testCase(
    'log-in',
    [
      goto('/login'),
      type('User', 'user'),
      type('Password', 'password'),
      ...more,
      { key: 'submit', phase: 'when', kind: 'click', title: 'click “Log in”', target: button('Log in') },
      sees('Log out'),
    ],
    { setup },
  );
const inside = testCase('a user is inside', [goto('/'), sees('Log out')]);
const insideToo = testCase('another is too', [goto('/'), sees('Log out')], { flow: 'Other' });
const outside = testCase('a visitor is outside', [goto('/'), sees('Log in')], { signedOut: true });
const ada = { TESTFORGE_USER: 'ada', TESTFORGE_PASSWORD: 'correct "horse" battery' };
const adaInApp = { user: ada.TESTFORGE_USER, password: ada.TESTFORGE_PASSWORD };

test('a project that was taken away logs in once, with a one-time code, and begins each test inside', async () => {
  // The secret of RFC 6238's own examples.
  const app = await openApp({ ...adaInApp, totpKey: Buffer.from('12345678901234567890') });
  const tests = [logIn('shared', [type('Code', 'totp')]), inside, insideToo, outside];
  const project = await writeProject({ baseUrl: app.url, tests });
  expect(project.gates.filter(({ passed }) => !passed)).toEqual([]);
  const { outcomes } = await runPlain(project, {
    ...ada,
    TESTFORGE_TOTP_SECRET: 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
  });
  expect(outcomes).toEqual({
    'log-in': 'expected',
    [inside.key]: 'expected',
    [insideToo.key]: 'expected',
    [outside.key]: 'expected',
  });
  expect(app.logIns()).toBe(1);
});

test('where a user may be logged in several times, each worker has a session of its own', async () => {
  const app = await openApp(adaInApp);
  const meets = (key: string) => testCase(key, [goto('/meet'), sees('Log out')], { flow: key });
  const project = await writeProject({ baseUrl: app.url, tests: [logIn('worker'), meets('one'), meets('other')] });
  const { outcomes } = await runPlain(project, ada, ['--workers', '2']);
  expect(outcomes).toEqual({ 'log-in': 'expected', one: 'expected', other: 'expected' });
  // One by the test that shows that it works, whose worker goes on with it, and one by the other worker.
  expect(app.logIns()).toBe(2);
});

test('a project in JavaScript does the same without a compiler', async () => {
  const app = await openApp(adaInApp);
  const tests = [logIn('shared'), inside, outside];
  const { files } = await writeProject({ baseUrl: app.url, tests, language: 'javascript' });
  expect(files.filter(({ path }) => path.endsWith('.ts') || path === 'tsconfig.json')).toEqual([]);
  const { outcomes } = await runPlain({ files }, ada);
  expect(outcomes).toEqual({ 'log-in': 'expected', [inside.key]: 'expected', [outside.key]: 'expected' });
  expect(app.logIns()).toBe(1);
});

test('where the app ends copies of a session, each test logs in for itself', async () => {
  const app = await openApp({ ...adaInApp, endsCopies: true });
  const written = (setup: 'shared' | 'each') =>
    writeProject({ baseUrl: app.url, tests: [logIn(setup), inside, insideToo, outside] });
  const { outcomes } = await runPlain(await written('each'), ada);
  expect(Object.values(outcomes)).toEqual(['expected', 'expected', 'expected', 'expected']);
  expect(app.logIns()).toBe(3);
});

test('without its variable a project says which one is missing, and runs no test that needs the session', async () => {
  const app = await openApp(adaInApp);
  const { outcomes, output } = await runPlain(
    await writeProject({ baseUrl: app.url, tests: [logIn('shared'), inside] }),
    { TESTFORGE_USER: 'ada' },
  );
  expect(outcomes).toEqual({ 'log-in': 'unexpected', [inside.key]: 'skipped' });
  expect(output).toContain('TESTFORGE_PASSWORD is not set');
});

test('basic auth and headers go to the own origin only, through redirects too', async () => {
  const elsewhere = await openApp({ ...adaInApp });
  const basic = 'staging:pass:word';
  const app = await openApp({
    ...adaInApp,
    basic,
    header: { name: 'x-team', value: 'blue' },
    elsewhere: elsewhere.url,
  });
  const leaves = testCase('the way out', [goto('/leave'), sees('Log in')]);
  const home = testCase('the way in', [goto('/'), sees('Log in')]);
  const { outcomes } = await runPlain(await writeProject({ baseUrl: app.url, tests: [leaves, home] }), {
    TESTFORGE_BASIC: basic,
    TESTFORGE_HEADERS: '{"X-Team":"blue"}',
  });
  expect(outcomes).toEqual({ [leaves.key]: 'expected', [home.key]: 'expected' });
  expect(elsewhere.seen.length).toBeGreaterThan(0);
  expect(elsewhere.seen.filter((headers) => 'x-team' in headers || 'authorization' in headers)).toEqual([]);
});
