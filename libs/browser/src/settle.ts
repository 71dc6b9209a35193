import type { Page } from 'playwright';
import {
  isOnShow,
  isWithoutScripts,
  loadingMark,
  loadingSign,
  loadingText,
  newsFilter,
  waitForRest,
  type RestOptions,
} from './page/rest.js';
import { trafficOf } from './watch-traffic.js';

export interface SettleOptions {
  /** Most time spent waiting, in milliseconds. */
  timeoutMs: number;
  /** How long nothing may happen before the page counts as settled. Default 120 ms. */
  quietMs?: number;
  /** The page was only opened, and nothing was done to it since. Default false. */
  untouched?: boolean;
}

/** Longest wait for a spinner, a skeleton or the word “Loading” to go. */
const longestLoadingMs = 3_000;

const restScript = [isOnShow, isWithoutScripts, loadingMark, loadingSign, loadingText, newsFilter, waitForRest]
  .map(String)
  .join('\n');

/** Signs of loading that never went, with the pages they stayed on, by browser: a class called `loader` may be anything. */
const lasting = new WeakMap<object, Map<string, Set<string>>>();
/** From so many pages on a sign is held to mean nothing anywhere. */
const meaninglessFrom = 3;

function lastingSigns(page: Page): { list(): string[]; add(sign: string): void } {
  const owner = page.context().browser() ?? page.context();
  const known = lasting.get(owner) ?? new Map<string, Set<string>>();
  lasting.set(owner, known);
  const place = () => page.url().replace(/[?#].*$/, '');
  return {
    list: () =>
      [...known].filter(([, pages]) => pages.size >= meaninglessFrom || pages.has(place())).map(([sign]) => sign),
    add: (sign) => void known.set(sign, (known.get(sign) ?? new Set()).add(place())),
  };
}

/**
 * Waits until the page has come to rest: for a short quiet window no request was under way, none began or ended, the tree
 * did not change, and nothing says that it is loading. Never longer than `timeoutMs`; a navigation in the meantime starts
 * the wait anew. What repeats for ever (polling, clocks, long-held requests) is not waited for. Throws only when the page
 * is closed.
 */
export async function settle(
  page: Page,
  { timeoutMs, quietMs = 120, untouched = false }: SettleOptions,
): Promise<void> {
  const startedAt = performance.now();
  const left = () => Math.max(1, startedAt + timeoutMs - performance.now());
  const traffic = trafficOf(page);
  const signs = lastingSigns(page);
  for (;;) {
    await traffic.idle(left());
    const before = traffic.changes();
    const loadingMs = Math.max(0, longestLoadingMs - (performance.now() - startedAt));
    const rest = await restOf(page, { quietMs, timeoutMs: left(), loadingMs, ignored: signs.list(), untouched });
    if (rest.sign !== null) signs.add(rest.sign);
    if (left() <= 1) return traffic.giveUp();
    if (!rest.moved && rest.sign === null && traffic.changes() === before) return;
  }
}

/** One quiet window; `moved` when a navigation broke it off. */
async function restOf(page: Page, options: RestOptions): Promise<{ moved: boolean; sign: string | null }> {
  try {
    await page.waitForLoadState('domcontentloaded', { timeout: options.timeoutMs });
    const sign: unknown = await page.evaluate(
      `(() => {${restScript}\nreturn waitForRest(${JSON.stringify(options)});})()`,
    );
    return { moved: false, sign: typeof sign === 'string' ? sign : null };
  } catch (error) {
    if (page.isClosed()) throw error;
    return { moved: true, sign: null };
  }
}
