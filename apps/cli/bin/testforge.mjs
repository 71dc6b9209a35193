#!/usr/bin/env node
// Starts the command line on a Node that runs it: this one, or the one that `npm start` installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const neededMajor = 24;
const installed = join(homedir(), '.cache', 'testforge', 'node', 'node_modules', 'node', 'bin', 'node');
const node =
  Number(process.versions.node.split('.')[0]) >= neededMajor
    ? process.execPath
    : existsSync(installed)
      ? installed
      : null;
if (!node) {
  console.error(`TestForge needs Node ${neededMajor} or newer; “npm start” in its folder installs one.`);
  process.exit(3);
}
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const loader = new URL('typescript.mjs', import.meta.url).href;
const repositoryDir = fileURLToPath(new URL('../../..', import.meta.url));
const env = {
  ...process.env,
  TESTFORGE_REPOSITORY_DIR: process.env.TESTFORGE_REPOSITORY_DIR ?? repositoryDir,
  SWC_NODE_PROJECT: join(repositoryDir, 'tsconfig.json'),
};
const child = spawn(node, ['--import', loader, main, ...process.argv.slice(2)], { stdio: 'inherit', env });
// Ctrl-C reaches both from the terminal; the program ends in its own time, and this one with it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 3));
