// Starts Playwright Test inside the sandbox. Run as: node main.mjs, with `{ key, storageState? }` on standard input.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { arm } from './reporter.mjs';

// Read before any of the project's code is loaded; workers have another standard input.
const { key, storageState } = JSON.parse(fs.readFileSync(0, 'utf8'));
arm(key);
// Sessions lie where nobody else can read them, and not among the results.
const sessionDir = fs.mkdtempSync(path.join(os.tmpdir(), 'session-'));
process.on('exit', () => fs.rmSync(sessionDir, { recursive: true, force: true }));
process.env.TESTFORGE_SESSION_DIR = sessionDir;
if (storageState) {
  process.env.TESTFORGE_STORAGE_STATE = path.join(sessionDir, 'given.json');
  fs.writeFileSync(process.env.TESTFORGE_STORAGE_STATE, JSON.stringify(storageState), { mode: 0o600 });
}
const cli = path.join(process.env.TESTFORGE_PLAYWRIGHT, 'cli.js');
process.argv = [
  process.argv[0],
  cli,
  'test',
  '--config',
  path.join(import.meta.dirname, 'playwright.testforge.config.mjs'),
];
createRequire(import.meta.url)(cli);
