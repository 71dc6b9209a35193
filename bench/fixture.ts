// What the fixture package costs a suite in which nothing is broken: the same suite with it and without. See README.md.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShop } from '@testforge/demo-shop';
import { buildPackage } from '../libs/playwright/build-package.js';
import { layOutSuite, type OwnSuite } from '../libs/playwright/test/own-suite.js';
import { inSeconds, median, numberOf, tellGoal, timed } from './measure/figures.js';
import { shopSuite } from './measure/shop-suite.js';

const rounds = numberOf('rounds', 7);

const packageDir = await mkdtemp(join(tmpdir(), 'bench-fixture-'));
await buildPackage(packageDir);
const shop = await createShop({ release: 1 });
const suites = {
  without: await layOutSuite(shopSuite({ healing: false }), packageDir),
  with: await layOutSuite(shopSuite({ healing: true }), packageDir),
};

async function runOnce(suite: OwnSuite): Promise<number> {
  const { value, ms } = await timed(() => suite.run({ APP_URL: shop.url }));
  if (value.exitCode !== 0) throw new Error(`not every test passed, so it measures nothing:\n${value.output}`);
  return ms;
}

try {
  console.log(`first run, in which all elements are remembered: ${inSeconds(await runOnce(suites.with))}`);
  await runOnce(suites.without);
  const times: Record<keyof typeof suites, number[]> = { without: [], with: [] };
  for (let round = 1; round <= rounds; round += 1)
    for (const name of round % 2 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
      const ms = await runOnce(suites[name]);
      times[name].push(ms);
      console.log(`${name} ${round}: ${inSeconds(ms)}`);
    }
  tellGoal('suite with the fixture / without, nothing broken', median(times.with) / median(times.without), {
    atMost: 1.05,
  });
} finally {
  await suites.with.remove();
  await suites.without.remove();
  await shop.close();
  await rm(packageDir, { recursive: true, force: true });
}
