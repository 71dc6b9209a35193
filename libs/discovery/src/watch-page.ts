import { findExposedSecrets } from '@testforge/browser';
import type { Finding, ObservedRequest } from '@testforge/core';
import type { ConsoleMessage, Frame, Page, Request, Response } from 'playwright';
import { consoleFinding, pageErrorFinding, requestFinding, secretFinding } from './findings.js';
import type { RequestGuard } from './guard-requests.js';
import { templateOf } from './url-template.js';

export interface PageWatch {
  requests(): ObservedRequest[];
  findings(): Finding[];
  /** Resolves when the answers that came so far have been looked into, or soon after. */
  lookedInto(): Promise<void>;
  /** The page is about to be left: what its scripts throw until the next one is there, no visitor sees. */
  leave(): void;
  /** Forgets the findings from this one on: what we caused ourselves is no fault of the app. */
  forgetFrom(count: number): void;
  stop(): void;
}

/** Longest answer that is looked into, and the longest wait for one. */
const longestAnswer = 500_000;
const answerMs = 1_500;

/** Secrets in a JSON answer; an answer that cannot be read any more, as its page was left, shows none. */
async function secretsIn(response: Response): Promise<ReturnType<typeof findExposedSecrets>> {
  const { 'content-type': type = '', 'content-length': length = '0' } = response.headers();
  if (!/json/i.test(type) || Number(length) > longestAnswer) return [];
  const text = await response.text().catch(() => '');
  return text.length > longestAnswer ? [] : findExposedSecrets(text);
}

const isHttp = (url: string): boolean => /^https?:/.test(url);

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

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
  const looks = new Set<Promise<void>>();
  const lookInto = (response: Response, request: Request) => {
    const where = { url: request.url(), method: request.method(), page: page.url() };
    const look = secretsIn(response).then((secrets) => secrets.forEach((secret) => keep(secretFinding(secret, where))));
    looks.add(look);
    void look.finally(() => looks.delete(look));
  };
  const onResponse = (response: Response) => {
    const request = response.request();
    if (!isHttp(request.url())) return;
    note(request, response.status());
    if (response.status() >= 400) failed(request, response.status());
    else if (isOwn(request) && /^(xhr|fetch)$/.test(request.resourceType())) lookInto(response, request);
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
    // In an order that does not depend on which answer came first.
    requests: () =>
      [...requests.entries()]
        .slice(0, 200)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, seen]) => seen),
    findings: () => findings,
    lookedInto: () => within(answerMs, Promise.all(looks)),
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
