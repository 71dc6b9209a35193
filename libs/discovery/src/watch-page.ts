import type { Finding, ObservedRequest } from '@testforge/core';
import type { ConsoleMessage, Frame, Page, Request } from 'playwright';
import { consoleFinding, pageErrorFinding, requestFinding } from './findings.js';
import type { RequestGuard } from './guard-requests.js';
import { templateOf } from './url-template.js';

export interface PageWatch {
  requests(): ObservedRequest[];
  findings(): Finding[];
  /** The page is about to be left: what its scripts throw until the next one is there, no visitor sees. */
  leave(): void;
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
  const isMove = (request: Request) => request.isNavigationRequest() && request.frame() === page.mainFrame();
  // The page itself is judged by whoever opened it.
  const isPart = (request: Request) => !isMove(request);
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
  // A watch begins before its page is opened: until then the one before it is being left.
  let isLeaving = true;
  const onRequest = (request: Request) => void (isMove(request) && (isLeaving = true));
  const onArrival = (frame: Frame) => void (frame === page.mainFrame() && (isLeaving = false));
  const onStay = (request: Request) => void (isMove(request) && (isLeaving = false));
  const onError = (error: Error) => void (isLeaving || keep(pageErrorFinding(error.message, page.url(), error.stack)));
  const onConsole = (message: ConsoleMessage) =>
    message.type() === 'error' && keep(consoleFinding(message.text(), page.url()));
  page.on('request', onRequest).on('framenavigated', onArrival).on('requestfailed', onStay);
  page.on('response', onResponse).on('requestfailed', onFailed).on('pageerror', onError).on('console', onConsole);
  return {
    requests: () => [...requests.values()].slice(0, 200),
    findings: () => findings,
    leave: () => void (isLeaving = true),
    forgetFrom: (count) => void findings.splice(count),
    stop: () =>
      void page
        .off('request', onRequest)
        .off('framenavigated', onArrival)
        .off('requestfailed', onStay)
        .off('response', onResponse)
        .off('requestfailed', onFailed)
        .off('pageerror', onError)
        .off('console', onConsole),
  };
}
