#!/usr/bin/env node
// npm run check: the checks that need no service, for the moment before a commit.
import { quickChecks, runChecks } from './lib/checks.mjs';
import { isOnRightNode } from './lib/node.mjs';
import { mayInstall, partsToCheck, prepare } from './lib/prepare.mjs';
import { runMain } from './lib/report.mjs';

await runMain(async () => {
  if (!(await isOnRightNode({ mayInstall }))) return process.exitCode;
  await prepare(partsToCheck);
  return (await runChecks(quickChecks, process.argv.slice(2))) ? 0 : 1;
});
