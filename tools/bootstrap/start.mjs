#!/usr/bin/env node
// npm start: installs what is missing, then hands over to `up`, which starts the services and does the job.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOnRightNode } from './lib/node.mjs';
import { stateDir } from './lib/paths.mjs';
import { checkPlatform } from './lib/platform.mjs';
import { mayInstall, partsToStart, prepare } from './lib/prepare.mjs';
import { runMain } from './lib/report.mjs';
import { runInForeground } from './lib/run.mjs';

await runMain(async () => {
  checkPlatform();
  if (!(await isOnRightNode({ mayInstall }))) return process.exitCode;
  await prepare(partsToStart);
  const program = ['--import', '@swc-node/register/esm-register', 'apps/local/src/main.ts', 'up'];
  const pidFile = join(stateDir, 'up.pid');
  mkdirSync(stateDir, { recursive: true });
  const code = await runInForeground(process.execPath, [...program, ...process.argv.slice(2)], {
    onStart: (pid) => writeFileSync(pidFile, `${pid}\n`),
  });
  rmSync(pidFile, { force: true });
  return code;
});
