// Starts Playwright Test inside the sandbox. Run as: node main.mjs, the reporter's key on standard input.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { arm } from './reporter.mjs';

// Read before any of the project's code is loaded; workers have another standard input.
arm(fs.readFileSync(0, 'utf8').trim());
const cli = path.join(process.env.TESTFORGE_PLAYWRIGHT, 'cli.js');
process.argv = [
  process.argv[0],
  cli,
  'test',
  '--config',
  path.join(import.meta.dirname, 'playwright.testforge.config.mjs'),
];
createRequire(import.meta.url)(cli);
