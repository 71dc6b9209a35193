import type { TestProject } from '@testforge/core';

const config = (baseUrl: string): string => `import { defineConfig } from '@playwright/test';
const chromium = process.env.TESTFORGE_CHROMIUM;
export default defineConfig({
  testDir: './tests',
  timeout: 60_000,
  use: { baseURL: '${baseUrl}', launchOptions: chromium ? { executablePath: chromium, args: ['--no-sandbox'] } : {} },
});
`;

/** What every hostile test has at hand. `tell` leaves word at the app, the one place that may be reached. */
const prelude = `import fs from 'node:fs';
import net from 'node:net';
import { expect, test } from '@playwright/test';

const tell = (what, got) => fetch(process.env.BASE_URL + '/seen?what=' + encodeURIComponent(what) + '&got=' + encodeURIComponent(got));
const read = (path) => { try { return fs.readFileSync(path, 'utf8'); } catch (error) { return error.code; } };
const list = (path) => { try { return fs.readdirSync(path).join(); } catch (error) { return error.code; } };
const write = (path) => { try { fs.writeFileSync(path, 'x'); return 'written'; } catch (error) { return error.code; } };
const connect = (host, port) => new Promise((resolve) => {
  const socket = net.connect({ host, port, timeout: 5000 });
  const end = (got) => { socket.destroy(); resolve(got); };
  socket.once('connect', () => end('connected')).once('error', (error) => end(error.code)).once('timeout', () => end('ETIMEDOUT'));
});
const ask = (url) => fetch(url, { signal: AbortSignal.timeout(5000) }).then((response) => 'answer ' + response.status, () => 'nothing');
`;

const file = 'tests/hostile.spec.ts';

/** A project whose tests have these bodies; each title is the test's key. */
export function hostileProject(baseUrl: string, bodies: Record<string, string>): TestProject {
  const tests = Object.entries(bodies).map(
    ([title, body]) => `test('${title}', async ({ page }) => {\nvoid page;\n${body}\n});`,
  );
  return {
    schemaVersion: 1,
    baseUrl,
    files: [
      { path: 'playwright.config.ts', content: config(baseUrl) },
      { path: file, content: `${prelude}\n${tests.join('\n')}\n` },
    ],
    tests: Object.keys(bodies).map((title) => ({ key: title, title, file, expectationHash: '' })),
    steps: [],
    gates: [],
  };
}
