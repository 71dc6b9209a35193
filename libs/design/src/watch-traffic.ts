import { asksByPost, type AppModel, type Finding, type LedgerEntry } from '@testforge/core';
import type { BrowserContext, Page, Response } from 'playwright';
import { templateOf } from './url-template.js';

/** What the network and the page's scripts did while a draft was carried out. */
export interface Traffic {
  findings: Finding[];
  ledger: LedgerEntry[];
  /** Those of the findings for which the draft can't be kept: new, the app's own, and of its last action. */
  faults: Finding[];
  /** The draft's last action begins: what comes from now on may be its doing. */
  acting: boolean;
}

export interface Watching {
  origins: readonly string[];
  /** Signs of faults that the app shows to whoever only opens its pages, see `knownFaults`. */
  known: readonly string[];
}

const writing: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];
const leaving = 'testforge: this page is being left';

const steady = (message: string): string => message.replace(/\d+/g, '#').trim().slice(0, 120);
const errorSign = (message: string): string => `error ${steady(message)}`;
/** Paths are the app's own; what went to anybody else is told with where. */
const placeOf = (url: string, origins: readonly string[]): string => {
  const { origin } = new URL(url);
  return `${origins.includes(origin) ? '' : origin}${templateOf(url)}`;
};

const answerSign = (method: string, url: string): string => `answer ${method} ${templateOf(url)}`;

/** What discovery saw go wrong on pages that were only opened: it is a finding already, and no scenario's fault. */
export const knownFaults = ({ findings }: Pick<AppModel, 'findings'>): string[] =>
  findings.flatMap(({ kind, url, title, evidence }) => {
    if (kind === 'page_error') return [errorSign(String(evidence['message'] ?? title))];
    return kind === 'server_error' && URL.canParse(url) ? [answerSign(String(evidence['method'] ?? 'GET'), url)] : [];
  });

function serverError(response: Response): Finding {
  const [method, template, status] = [response.request().method(), templateOf(response.url()), response.status()];
  return {
    key: `server_error:${method}:${template}`,
    kind: 'server_error',
    severity: 'critical',
    title: `${method} ${template} answers with status ${status}`,
    url: response.url(),
    evidence: { status, method },
  };
}

const pageError = (page: Page, error: Error, severity: Finding['severity']): Finding => ({
  key: `page_error:${templateOf(page.url())}:${error.message.slice(0, 80)}`,
  kind: 'page_error',
  severity,
  title: `A script of the page fails: ${error.message.slice(0, 200)}`,
  url: page.url(),
  evidence: { stack: (error.stack ?? '').slice(0, 2_000) },
});

/** Whether every place that the stack names lies with somebody else, such as a chat window or a counter of visits. */
export function isStrangers(stack: string | undefined, origins: readonly string[]): boolean {
  const places = [...(stack ?? '').matchAll(/https?:\/\/[^\s/)]+/g)].map(([place]) => place);
  return places.length > 0 && places.every((place) => !origins.includes(URL.parse(place)?.origin ?? ''));
}

/** A page or a writing that fails is a fault whenever it is asked for; what a page loads beside, where that is new. */
const isDocument = (response: Response): boolean =>
  response.request().isNavigationRequest() && response.frame().parentFrame() === null;

/** Pages of the context say when they are left: what their scripts throw from then on belongs to no step. */
export const announceLeaving = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript((text) => {
    const say = console.debug.bind(console);
    window.addEventListener('beforeunload', () => say(text), { capture: true });
  }, leaving);

/** Listens from now on; what is seen is added to the lists as it happens. Server errors count where they are the app's own. */
export function watchTraffic(page: Page, { origins, known }: Watching): Traffic {
  const traffic: Traffic = { findings: [], ledger: [], faults: [], acting: false };
  const signs = new Set(known);
  let isLeft = false;
  page.on('console', (message) => {
    if (message.type() === 'debug' && message.text() === leaving) isLeft = true;
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) isLeft = false;
  });
  const add = (finding: Finding, sign: string, counts: boolean): void => {
    traffic.findings.push(finding);
    if (counts) traffic.faults.push(finding);
    else if (!traffic.acting) signs.add(sign);
  };
  page.on('response', (response) => {
    const request = response.request();
    const method = request.method();
    if (writing.includes(method) && !asksByPost({ method, url: request.url(), body: request.postData() }))
      traffic.ledger.push({
        stage: 'design',
        method,
        urlTemplate: placeOf(response.url(), origins),
        status: response.status(),
      });
    if (response.status() < 500 || !origins.includes(new URL(response.url()).origin)) return;
    const sign = answerSign(method, response.url());
    const isNew = traffic.acting && !signs.has(sign);
    add(serverError(response), sign, isDocument(response) || (traffic.acting && writing.includes(method)) || isNew);
  });
  page.on('pageerror', (error) => {
    const sign = errorSign(error.message);
    const excused = isLeft || isStrangers(error.stack, origins);
    add(pageError(page, error, excused ? 'minor' : 'serious'), sign, traffic.acting && !excused && !signs.has(sign));
  });
  return traffic;
}
