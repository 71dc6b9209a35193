import { AppError } from '@testforge/core';
import type { Page, Response } from 'playwright';

/** What came of opening an address. */
export type Opened =
  | { kind: 'page'; status: number; url: string }
  | { kind: 'none'; reason: string }
  | { kind: 'unreachable'; error: string };

/** Feeds and data (`application/atom+xml`) are shown by browsers, but are none. */
const isPage = (response: Response): boolean =>
  /html|^$/.test((response.headers()['content-type'] ?? '').toLowerCase());

/** Opens an address and says what it is; never throws but when the browser itself is gone. */
export async function openPage(page: Page, url: string, timeoutMs: number): Promise<Opened> {
  try {
    // Between fragments of one document a page keeps what it held; a visitor who comes by the address does not.
    if (url.includes('#') && page.url().split('#')[0] === url.split('#')[0]) await page.goto('about:blank');
    const response = await goTo(page, url, timeoutMs);
    // A change of the fragment alone gives no response.
    if (!response) return { kind: 'page', status: 200, url: page.url() };
    if (!isPage(response))
      return { kind: 'none', reason: `not a page: ${response.headers()['content-type'] ?? 'no type'}` };
    return { kind: 'page', status: response.status(), url: page.url() };
  } catch (error) {
    if (page.isClosed()) throw error;
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    if (/download is starting/i.test(message)) return { kind: 'none', reason: 'a download' };
    return { kind: 'unreachable', error: message };
  }
}

/** Chromium may still be on its way to the error page of the address before, and then gives up this one: once more. */
async function goTo(page: Page, url: string, timeoutMs: number): Promise<Response | null> {
  const go = () => page.goto(url, { waitUntil: 'domcontentloaded', timeout: timeoutMs });
  try {
    return await go();
  } catch (error) {
    if (/interrupted by another navigation to "?chrome-error:/.test(String(error))) return go();
    throw error;
  }
}

const explanations: readonly [RegExp, 'upstream' | 'invalid', string][] = [
  [
    /ERR_CONNECTION_(REFUSED|RESET|CLOSED|ABORTED|FAILED)|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_TUNNEL_CONNECTION_FAILED|ERR_PROXY/,
    'upstream',
    'nothing answers there. Is the app running, and is the port right?',
  ],
  [/ERR_NAME_NOT_RESOLVED/, 'upstream', 'the name is not known. Is it spelt right?'],
  [/ERR_SSL|ERR_CERT/, 'invalid', 'its TLS certificate or protocol is not accepted. Is it https at all?'],
  [/ERR_INVALID_HTTP_RESPONSE/, 'invalid', 'what answers there does not speak HTTP.'],
  [/ERR_UNSAFE_PORT/, 'invalid', 'browsers refuse this port.'],
  [/^reading it took/, 'invalid', 'its page does not let itself be read within the time for one page.'],
  [/Timeout|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT/, 'upstream', 'it did not answer in time.'],
  [/ERR_BLOCKED|ERR_FAILED|ERR_ACCESS_DENIED/, 'upstream', 'it could not be reached from the sandbox.'],
  [/ERR_TOO_MANY_REDIRECTS/, 'invalid', 'it redirects in a circle.'],
];

/** Why a start address cannot be explored, in a sentence for the person who gave it; null where it can. */
export function refuseStart(url: string, opened: Opened, origins: string[]): AppError | null {
  const error = (kind: 'upstream' | 'invalid', why: string) =>
    new AppError(kind, 'discovery.unreachable', `${url} cannot be explored: ${why}`, { details: { url } });
  if (opened.kind === 'none') return error('invalid', `it is ${opened.reason}.`);
  if (opened.kind === 'unreachable') {
    const known = explanations.find(([pattern]) => pattern.test(opened.error));
    return known ? error(known[1], known[2]) : error('upstream', opened.error);
  }
  if (opened.status >= 500) return error('upstream', `it answers with ${opened.status}.`);
  const origin = new URL(opened.url).origin;
  return origins.includes(origin)
    ? null
    : error('invalid', `it leads on to ${origin}. Start there, or allow that origin.`);
}

/** Throws what `refuseStart` tells. */
export function demandStart(url: string, opened: Opened, origins: string[]): void {
  const refusal = refuseStart(url, opened, origins);
  if (refusal) throw refusal;
}
