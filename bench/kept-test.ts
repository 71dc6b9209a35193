// What one kept test costs: design, two observations and writing. See README.md.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBrowserJobs, defaultChromium } from '@testforge/browser';
import { RunOptions } from '@testforge/core';
import { createDesign } from '@testforge/design';
import { createShop } from '@testforge/demo-shop';
import { createDiscovery } from '@testforge/discovery';
import { createSandbox } from '@testforge/platform/sandbox';
import { generateProject } from '@testforge/scriptgen';
import { inSeconds, machine, median, numberOf, tellGoal, timed } from './measure/figures.js';
import { ctx, nowhere, silent } from './sample-project.js';

const rounds = numberOf('rounds', 1);
const stagingDir = await mkdtemp('/var/tmp/tf-bench-');
await chmod(stagingDir, 0o755);
const shop = await createShop({ release: 1 });
const jobs = createBrowserJobs({
  sandbox: createSandbox({ mode: 'bubblewrap', log: silent, stagingDir: join(stagingDir, 's') }),
  repositoryDir: fileURLToPath(new URL('..', import.meta.url)),
  nodeBinary: process.execPath,
  chromium: defaultChromium,
  refusePorts: [],
  policy: 'local',
  log: silent,
});
try {
  const options = RunOptions.parse({ url: shop.url });
  const discovery = createDiscovery({ jobs, objects: nowhere, log: silent });
  const model = await discovery.discover(ctx, { options, interaction: 'write' });
  const costs: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const designed = await timed(() => createDesign({ jobs, log: silent }).design(ctx, { model, options }));
    const { tests, designed: drafts, leftOut } = designed.value;
    const written = await timed(() => generateProject({ baseUrl: shop.url, tests }));
    const each = (designed.ms + written.ms) / 1000 / Math.max(1, tests.length);
    costs.push(each);
    console.log(
      `round ${round}: ${tests.length} kept of ${drafts} designed, ${leftOut.length} left out; observed in ${inSeconds(designed.ms)}, written in ${inSeconds(written.ms)}: ${each.toFixed(2)} s a kept test  (${machine()})`,
    );
  }
  tellGoal('seconds a kept test', median(costs), { atMost: 3 });
} finally {
  await shop.close();
  await rm(stagingDir, { recursive: true, force: true });
}
