import {
  comesOfLeaving,
  pageErrorSignature,
  serverErrorSignature,
  type FailureSnapshot,
  type KnownTrouble,
} from '@testforge/core';

/** What a page asked for and threw while an attempt ran. */
export type PageRecord = Pick<FailureSnapshot, 'url' | 'requests' | 'pageErrors' | 'thrownOn'>;

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');
const once = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Own requests that answered 5xx in any attempt, and did not when the test was made. */
export const serverErrorsOf = (
  records: readonly PageRecord[],
  known: Partial<KnownTrouble> = {},
  origins: readonly string[] = [],
): string[] =>
  once(
    records.flatMap(({ url: page, requests }) =>
      requests
        .flatMap(({ method, url, status }) => (status !== null && status >= 500 ? [{ method, url, status }] : []))
        .filter(({ url }) => [...origins, originOf(page)].includes(originOf(url)))
        .filter((fault) => !known.serverErrors?.includes(serverErrorSignature(fault)))
        .map(({ method, url, status }) => `${method} ${new URL(url).pathname} answered ${status}`),
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

/** Errors that the pages threw in any attempt, and did not throw when the test was made, nor for being left. */
export function pageErrorsOf(records: readonly PageRecord[], known: Partial<KnownTrouble> = {}): string[] {
  const before = new Set(known.pageErrors);
  return once(
    records.flatMap(({ url, requests, pageErrors, thrownOn = [] }) => {
      const failures = requests.flatMap(({ failure }) => failure ?? []);
      return pageErrors.filter((error, index) => {
        const page = thrownOn[index] ?? url;
        return !before.has(pageErrorSignature({ message: error, page })) && !comesOfLeaving(error, failures);
      });
    }),
  );
}
