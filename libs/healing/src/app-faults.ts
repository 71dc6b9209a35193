import type { FailureSnapshot } from '@testforge/core';

/** Trouble that was there when the test was made, so that it explains nothing now. */
export interface KnownTrouble {
  pageErrors?: readonly string[];
  /** `METHOD /path` of requests that already answered 5xx. */
  serverErrors?: readonly string[];
}

/** What a page asked for and threw while an attempt ran. */
export type PageRecord = Pick<FailureSnapshot, 'url' | 'requests' | 'pageErrors'>;

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');
const once = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Own requests that answered 5xx in any attempt, and did not when the test was made. */
export const serverErrorsOf = (
  records: readonly PageRecord[],
  known: KnownTrouble = {},
  origins: readonly string[] = [],
): string[] =>
  once(
    records.flatMap(({ url: page, requests }) =>
      requests
        .filter(
          ({ url, status }) => status !== null && status >= 500 && [...origins, originOf(page)].includes(originOf(url)),
        )
        .map(({ method, url, status }) => ({ what: `${method} ${new URL(url).pathname}`, status }))
        .filter(({ what }) => !known.serverErrors?.includes(what))
        .map(({ what, status }) => `${what} answered ${status}`),
    ),
  );

/** Own requests that were begun and got no answer, other than by leaving the page or by being refused by the browser. */
export const brokenOffIn = ({ url: page, requests }: PageRecord, origins: readonly string[] = []): string[] =>
  once(
    requests
      .filter(
        ({ url, failure }) => failure?.startsWith('net::ERR_') && [...origins, originOf(page)].includes(originOf(url)),
      )
      .filter(({ failure }) => !/ERR_(?:ABORTED|BLOCKED|CACHE|FILE)/.test(failure ?? ''))
      .map(({ method, url, failure }) => `${method} ${new URL(url).pathname} got no answer (${failure})`),
  );

const errorName = /^(?:Uncaught |\(in promise\) )*(?:\w*(?:Error|Exception): )?/;

/**
 * What an error says, whether it was told with its name and stack or without. Addresses count without their origin, and
 * long numbers (times, ids) not at all; short ones tell one fault from another (404, 500).
 */
const messageOf = (error: string): string =>
  (error.split('\n')[0] ?? '')
    .replace(errorName, '')
    .replaceAll(/https?:\/\/[^\s)'"]+/g, (url) => (URL.canParse(url) ? new URL(url).pathname : url))
    .replaceAll(/\d{4,}/g, 'N')
    .trim();

const ofUnansweredRequest =
  /^(?:AbortError\b|TypeError: (?:Failed to fetch|Load failed|NetworkError when attempting|network error)|(?:AxiosError|Error): (?:Request aborted|Network Error))/i;

/**
 * Whether an error is only what a script says whose request ended because its page was left. A request that failed in any
 * other way may be the error's cause, so that then it counts.
 */
function comesOfLeaving(error: string, { requests }: PageRecord): boolean {
  const failures = requests.flatMap(({ failure }) => failure ?? []);
  return ofUnansweredRequest.test(error) && failures.length > 0 && failures.every((why) => why.includes('ERR_ABORTED'));
}

/** Errors that the pages threw in any attempt, and did not throw when the test was made, nor for being left. */
export function pageErrorsOf(records: readonly PageRecord[], known: KnownTrouble = {}): string[] {
  const before = new Set((known.pageErrors ?? []).map(messageOf));
  return once(
    records.flatMap((record) =>
      record.pageErrors.filter((error) => !before.has(messageOf(error)) && !comesOfLeaving(error, record)),
    ),
  );
}
