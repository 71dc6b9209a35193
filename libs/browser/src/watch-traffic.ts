import type { BrowserContext, Page, Request } from 'playwright';

/** Requests of one page that may still change what it shows. */
export interface Traffic {
  /** How often a request that matters began or ended so far. */
  changes(): number;
  /** Resolves when none is under way, or when the time is up. */
  idle(timeoutMs: number): Promise<void>;
  /**
   * Those still under way are waited for no longer. Those that were for long are held for connections that never end, and
   * are not waited for again, unless they end soon after all: a slow answer is no endless one.
   */
  giveUp(): void;
}

/** Pictures and media change nothing that is read; event streams and sockets never end. */
const matters = (request: Request): boolean => /^(document|script|stylesheet|xhr|fetch)$/.test(request.resourceType());

/** A request that comes again and again is a page asking for news, not a page that loads. */
const pollingFrom = { times: 3, overMs: 1_000 };

/** How long a request is under way before it is held for endless, and within what an answer shows that it was only slow. */
const endlessFromMs = 1_500;
const slowMs = 15_000;

const endpointOf = (request: Request): string => `${request.method()} ${request.url().replace(/[?#].*$/, '')}`;

/** Endpoints whose answers never came, by the context they were met in. */
const endless = new WeakMap<BrowserContext, Set<string>>();
const traffics = new WeakMap<Page, Traffic>();

function endlessOf(context: BrowserContext): Set<string> {
  const known = endless.get(context) ?? new Set<string>();
  endless.set(context, known);
  return known;
}

function watchPolling(): { isPolling(request: Request): boolean; reset(): void } {
  const asked = new Map<string, { times: number; sinceMs: number }>();
  return {
    isPolling(request) {
      const key = endpointOf(request);
      const now = performance.now();
      const known = asked.get(key) ?? { times: 0, sinceMs: now };
      known.times += 1;
      asked.set(key, known);
      return known.times > pollingFrom.times && now - known.sinceMs > pollingFrom.overMs;
    },
    reset: () => asked.clear(),
  };
}

/** Watches a page's requests from now on; the same page always gives the same watch. */
export function trafficOf(page: Page): Traffic {
  const known = traffics.get(page);
  if (known) return known;
  const ignored = endlessOf(page.context());
  const polling = watchPolling();
  /** With the time at which each began. */
  const open = new Map<Request, number>();
  const givenUp = new WeakMap<Request, number>();
  let changes = 0;
  let wake: () => void = () => undefined;
  page.on('request', (request) => {
    if (!matters(request) || ignored.has(endpointOf(request)) || polling.isPolling(request)) return;
    changes += 1;
    open.set(request, performance.now());
  });
  const end = (request: Request) => {
    if (!open.delete(request)) return;
    changes += 1;
    if (open.size === 0) wake();
  };
  // What is broken off, as when the page is left, has not ended.
  const answered = (request: Request) => {
    if (performance.now() - (givenUp.get(request) ?? -Infinity) < slowMs) ignored.delete(endpointOf(request));
  };
  page.on('requestfinished', answered).on('requestfinished', end).on('requestfailed', end);
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) polling.reset();
  });
  const traffic: Traffic = {
    changes: () => changes,
    idle: (timeoutMs) =>
      new Promise((resolve) => {
        if (open.size === 0) return resolve();
        const timer = setTimeout(resolve, timeoutMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    giveUp() {
      for (const [request, sinceMs] of open) {
        if (request.isNavigationRequest() || performance.now() - sinceMs < endlessFromMs) continue;
        ignored.add(endpointOf(request));
        givenUp.set(request, sinceMs);
      }
      open.clear();
    },
  };
  traffics.set(page, traffic);
  return traffic;
}
