import type { Finding, ObservedRequest } from '@testforge/core';
import type { ConsoleMessage, Page, Request } from 'playwright';
import { consoleFinding, pageErrorFinding, requestFinding } from './findings.js';
import type { RequestGuard } from './guard-requests.js';
import { templateOf } from './url-template.js';

export interface PageWatch {
  requests(): ObservedRequest[];
  findings(): Finding[];
  /** Forgets the findings from this one on: what we caused ourselves is no fault of the app. */
  forgetFrom(count: number): void;
  stop(): void;
}

const isHttp = (url: string): boolean => /^https?:/.test(url);

/** Notes what a page asks for and what goes wrong in it, from now until `stop`. */
export function watchPage(page: Page, guard: RequestGuard, origins: string[]): PageWatch {
  const requests = new Map<string, ObservedRequest>();
  const findings: Finding[] = [];
  const keep = (finding: Finding | null) => void (finding && findings.push(finding));
  const isOwn = (request: Request) => isHttp(request.url()) && origins.includes(new URL(request.url()).origin);
  // The page itself is judged by whoever opened it.
  const isPart = (request: Request) => !(request.isNavigationRequest() && request.frame() === page.mainFrame());
  const note = (request: Request, status: number | null) => {
    const seen = {
      method: request.method(),
      template: isOwn(request) ? templateOf(request.url()) : request.url().slice(0, 200),
      status,
      type: request.resourceType(),
    };
    requests.set(`${seen.method} ${seen.template} ${String(status)}`, seen);
  };
  const failed = (request: Request, status: number | null, error?: string) => {
    if (isOwn(request) && isPart(request))
      keep(
        requestFinding({
          url: request.url(),
          method: request.method(),
          status,
          type: request.resourceType(),
          error,
          page: page.url(),
        }),
      );
  };
  const onResponse = (response: { request(): Request; status(): number }) => {
    const request = response.request();
    if (!isHttp(request.url())) return;
    note(request, response.status());
    if (response.status() >= 400) failed(request, response.status());
  };
  const onFailed = (request: Request) => {
    const error = request.failure()?.errorText ?? '';
    if (isHttp(request.url()) && !guard.wasBlocked(request) && !/ERR_ABORTED|ERR_BLOCKED/.test(error))
      failed(request, null, error);
  };
  const onError = (error: Error) => keep(pageErrorFinding(error.message, page.url(), error.stack));
  const onConsole = (message: ConsoleMessage) =>
    message.type() === 'error' && keep(consoleFinding(message.text(), page.url()));
  page.on('response', onResponse).on('requestfailed', onFailed).on('pageerror', onError).on('console', onConsole);
  return {
    requests: () => [...requests.values()].slice(0, 200),
    findings: () => findings,
    forgetFrom: (count) => void findings.splice(count),
    stop: () =>
      void page
        .off('response', onResponse)
        .off('requestfailed', onFailed)
        .off('pageerror', onError)
        .off('console', onConsole),
  };
}
