import { asksByPost, type InteractionLevel, type LedgerEntry } from '@testforge/core';
import type { BrowserContext, Page, Request, Route } from 'playwright';
import { actsByAddress } from './avoid-link.js';
import { templateOf } from './url-template.js';

/** Hosts that only watch visitors. What they would have loaded changes nothing that is tested. */
const trackers =
  /(^|\.)(google-analytics|googletagmanager|doubleclick|googlesyndication|facebook|hotjar|segment|mixpanel|fullstory|clarity|matomo|plausible|amplitude|heapanalytics|intercom|newrelic|nr-data|sentry|datadoghq)\.(com|net|io|ms|org|cloud)$/;

/** What pages wanted of an origin that they were not let to. */
export type OriginUse = 'page' | 'frame' | 'script' | 'style' | 'api' | 'picture' | 'other';

const uses: Record<string, OriginUse> = {
  script: 'script',
  stylesheet: 'style',
  xhr: 'api',
  fetch: 'api',
  eventsource: 'api',
  websocket: 'api',
  image: 'picture',
};

export interface RequestGuard {
  /** Watches a context's requests from now on. */
  watch(context: BrowserContext): Promise<void>;
  /** Lets through what writes, whatever the level: a log-in is never forbidden. */
  allowWrites<T>(work: () => Promise<T>): Promise<T>;
  /** From now until it is opened anew, what the page writes may come of our clicks. */
  touched(page: Page): void;
  /** We leave the page for an address of our own choice. */
  leaves(page: Page): void;
  /**
   * Stops what writes on this page, whatever the level, and tells whether there was any. What the app writes by itself
   * (drafts, presence, telemetry), as it was seen to do before any click, is none.
   */
  withoutWrites<T>(page: Page, work: () => Promise<T>): Promise<{ result: T; wrote: boolean }>;
  /** Requests of ours that were stopped: no fault of the app. */
  wasBlocked(request: Request): boolean;
  /** Origins that pages asked for beyond the allowed ones, with what for. */
  foreignOrigins(): Record<string, OriginUse[]>;
  ledger(): LedgerEntry[];
}

export const isReading = (request: Request): boolean =>
  /^(GET|HEAD|OPTIONS)$/.test(request.method()) ||
  (!request.isNavigationRequest() &&
    asksByPost({ method: request.method(), url: request.url(), body: request.postData() }));

/** The page a request comes from; null for those of workers, and of a page that is only just opening. */
function pageOf(request: Request): Page | null {
  try {
    return request.frame().page();
  } catch {
    return null;
  }
}

function useOf(request: Request): OriginUse {
  if (request.resourceType() !== 'document') return uses[request.resourceType()] ?? 'other';
  return pageOf(request)?.mainFrame() === request.frame() ? 'page' : 'frame';
}

/** Stops what costs time and shows nothing (fonts, media, trackers) and, where only reading is allowed, everything that writes. */
export function createRequestGuard(rules: { interaction: InteractionLevel; origins: string[] }): RequestGuard {
  const blocked = new WeakSet<Request>();
  const foreign = new Map<string, Set<OriginUse>>();
  const ledger: LedgerEntry[] = [];
  const looking = new Map<Page, { wrote: boolean }>();
  const clicked = new WeakSet<Page>();
  /** Writes that pages made without being touched. */
  const noise = new Set<string>();
  let allowed = 0;

  const noteOrigin = (request: Request, url: URL) => {
    if (!/^https?:$/.test(url.protocol) || rules.origins.includes(url.origin)) return;
    foreign.set(url.origin, (foreign.get(url.origin) ?? new Set()).add(useOf(request)));
  };
  /** No click may get by its address what no link to it would be followed for. */
  const stopsReading = (request: Request, page: Page | null): boolean => {
    const isMove = page && request.isNavigationRequest() && request.frame() === page.mainFrame();
    const asks = isMove || /^(xhr|fetch)$/.test(request.resourceType());
    const acts = page && asks && clicked.has(page) && allowed === 0 && actsByAddress(request.url());
    if (acts) {
      const look = looking.get(page);
      if (look) look.wrote = true;
    } else if (isMove) clicked.delete(page);
    return Boolean(acts);
  };
  const stops = (request: Request): boolean => {
    const url = new URL(request.url());
    if (trackers.test(url.hostname) || /^(font|media)$/.test(request.resourceType())) return true;
    noteOrigin(request, url);
    const page = pageOf(request);
    if (isReading(request)) return stopsReading(request, page);
    const what = `${request.method()} ${templateOf(request.url())}`;
    if (page && !clicked.has(page) && allowed === 0 && !request.isNavigationRequest()) noise.add(what);
    const look = noise.has(what) ? undefined : page && looking.get(page);
    if (look) look.wrote = true;
    return Boolean(look) || (rules.interaction === 'read' && allowed === 0);
  };
  // What passed is told, whatever the level.
  const note = (request: Request) => {
    if (isReading(request)) return;
    void request.response().then(
      (response) => {
        if (!blocked.has(request))
          ledger.push({
            stage: 'discovery',
            method: request.method(),
            urlTemplate: templateOf(request.url()),
            status: response?.status() ?? null,
          });
      },
      () => undefined,
    );
  };
  return {
    async watch(context) {
      await context.route('**/*', (route: Route, request: Request) => {
        // Others may have something to add, such as the project's header fields.
        if (!stops(request)) return route.fallback();
        blocked.add(request);
        return route.abort('blockedbyclient');
      });
      context.on('request', note);
    },
    async allowWrites(work) {
      allowed += 1;
      try {
        return await work();
      } finally {
        allowed -= 1;
      }
    },
    touched: (page) => void clicked.add(page),
    leaves: (page) => void clicked.delete(page),
    async withoutWrites(page, work) {
      const look = { wrote: false };
      looking.set(page, look);
      try {
        return { result: await work(), wrote: look.wrote };
      } finally {
        looking.delete(page);
      }
    },
    wasBlocked: (request) => blocked.has(request),
    foreignOrigins: () =>
      Object.fromEntries(
        [...foreign].sort(([a], [b]) => (a < b ? -1 : 1)).map(([origin, all]) => [origin, [...all].sort()]),
      ),
    ledger: () => ledger,
  };
}
