import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '@testforge/browser';
import { Locator, PageSnapshot } from '@testforge/core';
import type { Browser } from 'playwright';
import { z } from 'zod';
import { resetApp } from '../../apps/app-folder.js';
import { catalogue } from '../../apps/catalogue.js';
import { startApp, type RunningApp } from '../../apps/start-app.js';
import { candidatesOf } from './draw-elements.js';
import type { LabelledPage, Labels } from './labels.js';
import { findPlaces, openRelease, readOld, type OpenRelease } from './read-page.js';

/** One page in both releases. Keys are indexes of the old page's elements. */
export const PagePair = z.object({
  name: z.string(),
  old: PageSnapshot,
  new: PageSnapshot,
  /** What a suite would find an element by: the product's best locator, proven on the live old page. */
  locators: z.record(z.string(), Locator),
  /** Where these locators lead on the live new page. */
  found: z.record(z.string(), z.array(z.string())),
});
export type PagePair = z.infer<typeof PagePair>;

const Reading = z.object({ of: z.string(), pages: z.array(PagePair) });

export interface ReadOptions {
  labels: Labels;
  /** Where readings are kept. */
  folder: string;
  cacheDir: string;
  shell: Record<string, string>;
  say(line: string): void;
}

/** All that a reading depends on; the labels themselves are looked up in it afterwards. */
const signOf = ({ releases, takesOver, logIn, pages }: Labels): string =>
  JSON.stringify([releases, takesOver, logIn, pages]);

/**
 * The app's pages in both releases by the product's own collector: as they were read before, or, where that was for other
 * pages or `fresh` is asked for, both releases are installed, started one after the other with data of their own, and read.
 */
export async function readApp(options: ReadOptions, fresh: boolean): Promise<PagePair[]> {
  const file = join(options.folder, `${options.labels.app}.json`);
  if (!fresh && existsSync(file)) {
    const known = Reading.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (known.of === signOf(options.labels)) return known.pages;
  }
  const pages = await readBoth(options);
  mkdirSync(options.folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ of: signOf(options.labels), pages }));
  return pages;
}

async function readBoth(options: ReadOptions): Promise<PagePair[]> {
  const { pages, releases, takesOver } = options.labels;
  const [before, after] = releases;
  const old = await withRelease(options, before, undefined, (release) => readOldPages(release, pages));
  return withRelease(options, after, takesOver ? before : undefined, (release) => readNewPages(release, pages, old));
}

type Work<T> = (release: OpenRelease) => Promise<T>;
type OldPage = Pick<PagePair, 'old' | 'locators'>;

async function readOldPages(release: OpenRelease, pages: readonly LabelledPage[]): Promise<OldPage[]> {
  const mayBeDrawn = candidatesOf();
  const read: OldPage[] = [];
  for (const page of pages)
    read.push(await release.visit(page, page.old, (live, snapshot) => readOld(live, snapshot, mayBeDrawn)));
  return read;
}

async function readNewPages(
  release: OpenRelease,
  pages: readonly LabelledPage[],
  old: readonly OldPage[],
): Promise<PagePair[]> {
  const read: PagePair[] = [];
  for (const [at, page] of pages.entries()) {
    const before = old[at];
    if (!before) continue;
    const pair = await release.visit(page, page.new ?? page.old, async (live, snapshot) => ({
      name: page.name,
      ...before,
      new: snapshot,
      found: await findPlaces(live, before.locators),
    }));
    read.push(pair);
  }
  return read;
}

/** Starts a release with first data made anew, or taken over, and a browser for it; both are gone afterwards. */
async function withRelease<T>(
  { labels, folder, cacheDir, shell, say }: ReadOptions,
  release: string,
  from: string | undefined,
  work: Work<T>,
): Promise<T> {
  const app = catalogue.find(({ name }) => name === labels.app);
  if (!app?.releases.includes(release)) throw new Error(`${labels.app} ${release} is not in the catalogue`);
  const pictures = join(folder, `${labels.app}-${release}`);
  mkdirSync(pictures, { recursive: true });
  const place = { cacheDir, stateName: 'labelled', app, release };
  say(`${labels.app} ${release}: reading ${labels.pages.length} pages`);
  await resetApp(place);
  const running = await startApp({ ...place, shell, say, port: null, sample: 'a', clockDays: 0, from });
  try {
    return await withBrowser((browser) => open(browser, running, labels, pictures).then(work));
  } finally {
    await running.stop();
  }
}

const open = (browser: Browser, running: RunningApp, { logIn }: Labels, pictures: string): Promise<OpenRelease> =>
  openRelease({ browser, origin: new URL(running.url).origin, account: running.account, logIn, pictures });

/** Outside of a sandbox: the apps are installed and started by us on this machine, pinned, like the browser itself. */
async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await openBrowser();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
