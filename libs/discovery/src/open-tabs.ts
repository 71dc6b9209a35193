import type { BrowserContext, Page } from 'playwright';
import type { Candidate } from './frontier.js';
import { readPage, type PageReading, type ReadOptions } from './read-state.js';

/** The pages of the browser in which addresses are read, one address a tab at a time. */
export interface Tabs {
  read(slot: number, candidate: Candidate, options: ReadOptions): Promise<PageReading>;
}

/** A tab that is closing may refuse to be told so a second time; nothing is left to do then. */
const isGone = (): undefined => undefined;

/** How long one address may take with everything that is read of it; a script in an endless loop answers nobody. */
const readingMs = (options: ReadOptions): number => options.limits.pageTimeoutMs + 45_000;

async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.dismiss().catch(isGone));
  // What a page opens by itself is not explored and must not pile up.
  page.on('popup', (popup) => void popup.close().catch(isGone));
  return page;
}

function after(ms: number): { promise: Promise<null>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return { promise, stop: () => clearTimeout(timer) };
}

/** Opens the tabs. One that hangs is given up and replaced, so that a single bad page costs only itself. */
export async function openTabs(context: BrowserContext, count: number): Promise<Tabs> {
  const pages = await Promise.all(Array.from({ length: count }, () => openTab(context)));
  return {
    async read(slot, candidate, options) {
      const page = pages[slot] ?? (pages[slot] = await openTab(context));
      const limit = after(Math.min(readingMs(options), Math.max(10_000, options.untilMs + 10_000 - performance.now())));
      const reading = readPage(page, candidate, options);
      const result = await Promise.race([reading, limit.promise]);
      limit.stop();
      if (result) return result;
      reading.catch(isGone);
      pages[slot] = await openTab(context);
      void page.close().catch(isGone);
      return {
        candidate,
        opened: { kind: 'unreachable', error: 'the page did not come to rest' },
        state: null,
        children: [],
        findings: [],
      };
    },
  };
}
