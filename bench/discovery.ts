// Pages a second of our discovery against Crawlee's PlaywrightCrawler collecting links only. See README.md.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBrowserJobs, defaultChromium } from '@testforge/browser';
import { RunOptions } from '@testforge/core';
import { createShop } from '@testforge/demo-shop';
import { createDiscovery } from '@testforge/discovery';
import { createSandbox } from '@testforge/platform/sandbox';
import { crawl, installCrawlee } from './crawlee/crawlee.js';
import { countPages } from './measure/count-pages.js';
import { inSeconds, machine, median, numberOf, tellGoal, textOf, timed } from './measure/figures.js';
import { ctx, nowhere, silent } from './sample-project.js';

const rounds = numberOf('rounds', 3);
const parallel = numberOf('parallel', 2);
const repositoryDir = fileURLToPath(new URL('..', import.meta.url));

const crawlee = await installCrawlee(join(repositoryDir, '.testforge', 'bench', 'crawlee'));
const stagingDir = await mkdtemp('/var/tmp/tf-bench-');
await chmod(stagingDir, 0o755);
const given = textOf('url');
const shop = given === undefined ? await createShop({ release: 1 }) : null;
const app = new URL(given ?? shop?.url ?? '');
const counter = await countPages(app.href);
try {
  console.log(`${rounds} rounds, ${parallel} pages at once, ${machine()}`);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    counter.forget();
    const discovered = await timed(discover);
    const addresses = counter.pages().map((path) => new URL(path, counter.url).href);
    ours.push(tell(`ours    ${round}`, addresses.length, discovered.ms));
    const crawled = await crawl(crawlee, { addresses, parallel, chromium: defaultChromium });
    theirs.push(tell(`crawlee ${round}`, crawled.pages, crawled.ms));
  }
  tellGoal('discovery / crawlee, pages a second', median(ours) / median(theirs), { atLeast: 1 });
} finally {
  await counter.close();
  await shop?.close();
  await rm(stagingDir, { recursive: true, force: true });
}

function tell(name: string, pages: number, ms: number): number {
  const rate = pages / (ms / 1000);
  console.log(`${name}: ${pages} pages in ${inSeconds(ms)}, ${rate.toFixed(2)} pages/s`);
  return rate;
}

function discover() {
  const jobs = createBrowserJobs({
    sandbox: createSandbox({ mode: 'bubblewrap', log: silent, stagingDir: join(stagingDir, 's') }),
    repositoryDir,
    nodeBinary: process.execPath,
    chromium: defaultChromium,
    refusePorts: [],
    policy: 'local',
    log: silent,
  });
  const options = RunOptions.parse({ url: counter.url + app.pathname, limits: { parallel } });
  const discovery = createDiscovery({ jobs, objects: nowhere, log: silent });
  return discovery.discover(ctx, { options, interaction: 'write' });
}
