#!/usr/bin/env node
// npm test: installs what is missing and runs every check; `npm test -- small types` runs those whose names hold a word.
import { allChecks, runChecks } from './lib/checks.mjs';
import { isOnRightNode } from './lib/node.mjs';
import { checkPlatform } from './lib/platform.mjs';
import { mayInstall, partsToTest, prepare } from './lib/prepare.mjs';
import { runMain } from './lib/report.mjs';

await runMain(async () => {
  checkPlatform();
  if (!(await isOnRightNode({ mayInstall }))) return process.exitCode;
  await prepare(partsToTest);
  return (await runChecks(allChecks, process.argv.slice(2))) ? 0 : 1;
});
