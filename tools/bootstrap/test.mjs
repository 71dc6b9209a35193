#!/usr/bin/env node
// npm test: installs what is missing and runs every check; `npm test -- small types` runs those whose names hold a word.
import { allChecks, runChecks } from './lib/checks.mjs';
import { isOnRightNode } from './lib/node.mjs';
import { checkPlatform } from './lib/platform.mjs';
import { mayInstall, partsForSuites, partsToCheck, prepare } from './lib/prepare.mjs';
import { runMain } from './lib/report.mjs';

await runMain(async () => {
  checkPlatform();
  if (!(await isOnRightNode({ mayInstall }))) return process.exitCode;
  // Where nothing may be installed, all that is missing is told at once; else the first checks go on beside the installation.
  await prepare(mayInstall ? partsToCheck : [...partsToCheck, ...partsForSuites]);
  const ready = mayInstall ? prepare(partsForSuites) : Promise.resolve();
  return (await runChecks(allChecks, process.argv.slice(2), ready)) ? 0 : 1;
});
