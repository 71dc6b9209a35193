import type { BrowserContext, Page } from 'playwright';
import type { Candidate } from './frontier.js';
import { nothingRead, readPage, type PageReading, type ReadOptions } from './read-state.js';
import { createTurns } from './take-turns.js';
import { pathOf } from './url-template.js';

/** The pages of the browser in which addresses are read, one address a tab at a time. */
export interface Tabs {
  /** How many there are: numbers of them are slots. */
  count: number;
  read(slot: number, candidate: Candidate, options: ReadOptions): Promise<PageReading>;
}

/** A tab that is closing may refuse to be told so a second time; nothing is left to do then. */
const isGone = (): undefined => undefined;

/** How long one address may take with everything that is read of it; a script in an endless loop answers nobody. */
const readingMs = (options: ReadOptions): number => options.limits.pageTimeoutMs * 4;

const popups = new WeakMap<Page, Set<string>>();

/** Addresses of windows that this tab opened since the last question. */
export function popupsOf(page: Page): string[] {
  const found = [...(popups.get(page) ?? [])];
  popups.delete(page);
  return found;
}

/** Its address is kept; what a page opens by itself must not pile up. */
async function closePopup(opener: Page, popup: Page): Promise<void> {
  await popup.waitForURL(/^https?:/, { waitUntil: 'commit', timeout: 2_000 }).catch(isGone);
  if (/^https?:/.test(popup.url())) popups.set(opener, (popups.get(opener) ?? new Set()).add(popup.url()));
  await popup.close();
}

async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  // Staying on a page that asks “leave?” would keep every later address from opening.
  page.on(
    'dialog',
    (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(isGone),
  );
  page.on('popup', (popup) => void closePopup(page, popup).catch(isGone));
  return page;
}

function after(ms: number): { promise: Promise<null>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return { promise, stop: () => clearTimeout(timer) };
}

/** Tabs beside those that ask the app for something: while the one is looked at, the next is loaded. */
const besides = 1;

/**
 * Opens the tabs; at most `atOnce` load a page or click on one at a time, and with one at a time there is one. A tab that
 * hangs is given up and replaced, with what was read until then: a bad page costs only itself.
 */
export async function openTabs(context: BrowserContext, atOnce: number): Promise<Tabs> {
  const count = atOnce === 1 ? 1 : atOnce + besides;
  const pages = await Promise.all(Array.from({ length: count }, () => openTab(context)));
  const turnOf = createTurns(atOnce);
  return {
    count,
    async read(slot, candidate, options) {
      const page = pages[slot] ?? (pages[slot] = await openTab(context));
      const turn = turnOf();
      await turn.take();
      const limitMs = Math.min(readingMs(options), Math.max(10_000, options.untilMs + 10_000 - performance.now()));
      const limit = after(limitMs);
      const sofar: PageReading[] = [];
      const untilMs = Math.min(options.untilMs, performance.now() + limitMs - 10_000);
      const onSeen = (seen: PageReading) => void sofar.push(seen);
      const reading = readPage(page, candidate, { ...options, untilMs }, { turn, onSeen });
      const result = await Promise.race([reading, limit.promise]).finally(turn.end);
      limit.stop();
      if (result) return result;
      reading.catch(isGone);
      pages[slot] = await openTab(context);
      void page.close().catch(isGone);
      const error = `reading it took longer than ${Math.round(limitMs / 1000)} s`;
      if (sofar.length) options.note(`${pathOf(candidate.url)} was read in part: ${error}`);
      return sofar[0] ?? nothingRead(candidate, { kind: 'unreachable', error });
    },
  };
}
