// The project's own configuration with what only our runner adds. Loaded in every worker, so it holds no secret.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const projectDir = process.env.TESTFORGE_PROJECT;
const settings = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'settings.json'), 'utf8'));
const loaded = await import(pathToFileURL(path.join(projectDir, 'playwright.config.ts')).href);
// A CommonJS project's default export arrives wrapped once more.
const own = loaded.default?.default ?? loaded.default ?? {};

/** The browser opens a stranger's pages: it need not know what tests log in with. */
const browserEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !settings.secretVariables.includes(name)),
);

export default {
  ...own,
  testDir: path.resolve(projectDir, own.testDir ?? '.'),
  outputDir: path.join(process.env.TESTFORGE_OUT, 'results'),
  reporter: [[path.join(import.meta.dirname, 'reporter.mjs')]],
  forbidOnly: false,
  fullyParallel: true,
  preserveOutput: 'failures-only',
  reportSlowTests: null,
  webServer: undefined,
  workers: settings.workers,
  retries: settings.retries,
  globalTimeout: settings.globalTimeoutMs,
  expect: { ...own.expect, timeout: settings.checkTimeoutMs },
  grep: settings.only ? settings.only.map((source) => new RegExp(source, 'su')) : undefined,
  use: {
    ...own.use,
    ...(settings.conditions
      ? { timezoneId: settings.conditions.timezoneId, viewport: settings.conditions.viewport }
      : {}),
    ...(process.env.TESTFORGE_PROXY ? { proxy: { server: process.env.TESTFORGE_PROXY } } : {}),
    launchOptions: { ...own.use?.launchOptions, env: browserEnvironment },
    actionTimeout: settings.actionTimeoutMs,
    navigationTimeout: settings.navigationTimeoutMs,
    trace: settings.evidence ? 'retain-on-failure' : 'off',
    screenshot: settings.evidence ? 'only-on-failure' : 'off',
    // To have one of every failure, every test would have to be recorded: a quarter of all work. The retry is enough.
    video: settings.video ? 'on-first-retry' : 'off',
  },
};
