#!/usr/bin/env node
// npm run stop: ends what runs from this checkout.
import { runMain } from './lib/report.mjs';
import { stopAll } from './lib/stop-all.mjs';

await runMain(async () => {
  await stopAll();
  return 0;
});
