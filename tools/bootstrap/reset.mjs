#!/usr/bin/env node
// npm run reset: ends what runs and removes all local state of this checkout.
import { existsSync, rmSync } from 'node:fs';
import { sizeOf, inWords } from './lib/disk.mjs';
import { stateDir } from './lib/paths.mjs';
import { runMain, say } from './lib/report.mjs';
import { stopAll } from './lib/stop-all.mjs';

await runMain(async () => {
  await stopAll();
  if (!existsSync(stateDir)) {
    say('There is no local state to remove.');
    return 0;
  }
  say(
    `Removing ${stateDir} (${inWords(sizeOf(stateDir))}): databases, files, logs, keys and results of this checkout.`,
  );
  rmSync(stateDir, { recursive: true, force: true, maxRetries: 3 });
  return 0;
});
