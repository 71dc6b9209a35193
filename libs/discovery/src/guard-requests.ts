import type { InteractionLevel, LedgerEntry } from '@testforge/core';
import type { BrowserContext, Request, Route } from 'playwright';
import { templateOf } from './url-template.js';

/** Hosts that only watch visitors. What they would have loaded changes nothing that is tested. */
const trackers =
  /(^|\.)(google-analytics|googletagmanager|doubleclick|googlesyndication|facebook|hotjar|segment|mixpanel|fullstory|clarity|matomo|plausible|amplitude|heapanalytics|intercom|newrelic|nr-data|sentry|datadoghq)\.(com|net|io|ms|org|cloud)$/;
const isReading = (method: string): boolean => /^(GET|HEAD|OPTIONS)$/.test(method);

export interface RequestGuard {
  /** Requests of ours that were stopped: no fault of the app. */
  wasBlocked(request: Request): boolean;
  /** Origins that pages asked for beyond the allowed ones. */
  foreignOrigins(): string[];
  ledger(): LedgerEntry[];
}

/** Stops what costs time and shows nothing (fonts, media, trackers) and, where only reading is allowed, everything that writes. */
export async function guardRequests(
  context: BrowserContext,
  rules: { interaction: InteractionLevel; origins: string[] },
): Promise<RequestGuard> {
  const blocked = new WeakSet<Request>();
  const foreign = new Set<string>();
  const ledger: LedgerEntry[] = [];

  const stops = (request: Request): boolean => {
    const url = new URL(request.url());
    if (trackers.test(url.hostname) || /^(font|media)$/.test(request.resourceType())) return true;
    if (/^https?:$/.test(url.protocol) && !rules.origins.includes(url.origin)) foreign.add(url.origin);
    return rules.interaction === 'read' && !isReading(request.method());
  };
  await context.route('**/*', (route: Route, request: Request) => {
    if (!stops(request)) return route.continue();
    blocked.add(request);
    return route.abort('blockedbyclient');
  });
  // What passed all the same is told, whatever the level.
  context.on('request', (request) => {
    if (isReading(request.method())) return;
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
  });
  return {
    wasBlocked: (request) => blocked.has(request),
    foreignOrigins: () => [...foreign].sort(),
    ledger: () => ledger,
  };
}
