import type { Page, Request } from 'playwright';

export interface SettleOptions {
  /** Most time spent waiting, in milliseconds. */
  timeoutMs: number;
  /** How long nothing may happen before the page counts as settled. Default 120 ms. */
  quietMs?: number;
}

/** Resolves when neither the tree nor the address changed for a quiet window. Runs in the page. */
const quiet = ([quietMs, timeoutMs]: [number, number]): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      clearTimeout(timer);
      clearTimeout(limit);
      resolve();
    };
    let timer = setTimeout(done, quietMs);
    const limit = setTimeout(done, timeoutMs);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, quietMs);
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });

/** Long-lived connections never end, pictures and media change nothing that is read. */
const matters = (request: Request): boolean => /^(document|script|stylesheet|xhr|fetch)$/.test(request.resourceType());

/** Whether every request that began since the last look has ended when the time is up or before. */
function watchRequests(page: Page): { idle(timeoutMs: number): Promise<void>; count(): number; stop(): void } {
  const open = new Set<Request>();
  let begun = 0;
  let wake: () => void = () => undefined;
  const begin = (request: Request) => {
    if (!matters(request)) return;
    begun += 1;
    open.add(request);
  };
  const end = (request: Request) => {
    open.delete(request);
    if (open.size === 0) wake();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  return {
    count: () => begun,
    idle: (timeoutMs) =>
      new Promise((resolve) => {
        if (open.size === 0) return resolve();
        const timer = setTimeout(resolve, timeoutMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    stop: () => void page.off('request', begin).off('requestfinished', end).off('requestfailed', end),
  };
}

/**
 * Waits until the page has come to rest: no change of the tree and no request in flight for a short quiet window, never
 * longer than `timeoutMs`. A navigation in the meantime starts the wait anew. Throws only when the page is closed.
 */
export async function settle(page: Page, { timeoutMs, quietMs = 120 }: SettleOptions): Promise<void> {
  const until = performance.now() + timeoutMs;
  const left = () => Math.max(1, until - performance.now());
  const requests = watchRequests(page);
  try {
    for (;;) {
      const before = requests.count();
      const moved = await restOf(page, quietMs, left());
      await requests.idle(left());
      if ((!moved && requests.count() === before) || left() <= 1) return;
    }
  } finally {
    requests.stop();
  }
}

/** One quiet window; true when a navigation broke it off. */
async function restOf(page: Page, quietMs: number, leftMs: number): Promise<boolean> {
  try {
    await page.waitForLoadState('domcontentloaded', { timeout: leftMs });
    await page.evaluate(quiet, [quietMs, leftMs] as [number, number]);
    return false;
  } catch (error) {
    if (page.isClosed()) throw error;
    return true;
  }
}
