// One crawl with Crawlee's PlaywrightCrawler that only collects links. Reads {addresses, parallel, chromium} from the
// standard input, prints {pages, links, ms}. Runs on the packages of the folder named as the first argument.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';

const require = createRequire(join(process.argv[2], 'package.json'));
const { PlaywrightCrawler, Configuration, log } = require('@crawlee/playwright');
const { addresses, parallel, chromium } = JSON.parse(await text(process.stdin));
log.setLevel(log.LEVELS.ERROR);

const [pages, links] = [new Set(), new Set()];
const startedAt = performance.now();
const crawler = new PlaywrightCrawler(
  {
    launchContext: {
      launchOptions: {
        executablePath: chromium,
        headless: true,
        args: [
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      },
    },
    browserPoolOptions: { useFingerprints: false },
    minConcurrency: parallel,
    maxConcurrency: parallel,
    maxRequestRetries: 0,
    // What discovery does not load either.
    preNavigationHooks: [
      async ({ page }, options) => {
        options.waitUntil = 'load';
        await page.route('**/*', (route) =>
          /^(font|media)$/.test(route.request().resourceType()) ? route.abort('blockedbyclient') : route.fallback(),
        );
      },
    ],
    requestHandler: async ({ page, request }) => {
      pages.add(request.url);
      for (const link of await page.$$eval('a[href]', (anchors) => anchors.map(({ href }) => href))) links.add(link);
    },
  },
  new Configuration({ persistStorage: false, purgeOnStart: true }),
);
await crawler.run(addresses);
console.log(JSON.stringify({ pages: pages.size, links: links.size, ms: performance.now() - startedAt }));
