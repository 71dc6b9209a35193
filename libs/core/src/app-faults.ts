import { z } from 'zod';
import type { Finding } from './app-model.js';
import { pathTemplate } from './url-template.js';

/** What failed in the app while a test ran. Addresses are templates (`http://shop/orders/:id`). */
export const AppFaults = z.object({
  /** The app's own answers of 500 and above. */
  serverErrors: z.array(z.object({ method: z.string(), url: z.string(), status: z.number().int() })),
  /** What scripts threw, on which page. `foreign`: nothing in its stack is the app's own. */
  pageErrors: z.array(z.object({ message: z.string(), page: z.string(), foreign: z.boolean().optional() })),
});
export type AppFaults = z.infer<typeof AppFaults>;

/**
 * Trouble that was there when a test was kept, so that it explains no later failure: the signatures of each fault. The
 * same fault elsewhere, or a worse one in the same place, is not known.
 */
export interface KnownTrouble {
  serverErrors: readonly string[];
  pageErrors: readonly string[];
}

/** `GET /orders/:id 503`. */
export const serverErrorSignature = ({ method, url, status }: AppFaults['serverErrors'][number]): string =>
  `${method} ${pathTemplate(url)} ${status}`;

/** The page's template and what was said there, whether it was told with its name and stack or without. */
export const pageErrorSignature = ({ message, page }: Pick<AppFaults['pageErrors'][number], 'message' | 'page'>) =>
  `${pathTemplate(page)} ${whatWasSaid(message)}`;

const errorName = /^(?:Uncaught |\(in promise\) )*(?:\w*(?:Error|Exception): )?/;

/** Addresses count without their origin, and long numbers (times, ids) not at all; short ones tell one fault from another. */
export const whatWasSaid = (error: string): string =>
  (error.split('\n')[0] ?? '')
    .replace(errorName, '')
    .replaceAll(/https?:\/\/[^\s)'"]+/g, (url) => (URL.canParse(url) ? new URL(url).pathname : url))
    .replaceAll(/\d{4,}/g, 'N')
    .trim();

const ofUnansweredRequest =
  /^(?:AbortError\b|TypeError: (?:Failed to fetch|Load failed|NetworkError when attempting|network error)|(?:AxiosError|Error): (?:Request aborted|Network Error))/i;

/**
 * Whether an error is only what a script says whose request ended because its page was left. `failures`: why requests got no
 * answer meanwhile; one that failed in any other way may be the error's cause, so that then it counts.
 */
export const comesOfLeaving = (error: string, failures: readonly string[]): boolean =>
  ofUnansweredRequest.test(error) && failures.length > 0 && failures.every((why) => why.includes('ERR_ABORTED'));

/** What a test itself met while it passed. */
export const troubleOfTest = ({ serverErrors, pageErrors }: AppFaults): KnownTrouble => ({
  serverErrors: serverErrors.map(serverErrorSignature),
  pageErrors: pageErrors.map(pageErrorSignature),
});

const OnPage = z.object({
  page: z.string(),
  message: z.string().optional(),
  method: z.string().optional(),
  status: z.number().int().nullable().optional(),
});

/**
 * What was found on pages that were merely opened (their evidence names the page). What a scenario met that sent something,
 * and was dropped for it, excuses no test.
 */
export function troubleOfFindings(findings: readonly Pick<Finding, 'kind' | 'url' | 'evidence'>[]): KnownTrouble {
  const told = findings.flatMap(({ kind, url, evidence }) => {
    const read = OnPage.safeParse(evidence);
    return read.success ? [{ kind, url, ...read.data }] : [];
  });
  return {
    serverErrors: told.flatMap(({ kind, url, method = 'GET', status }) =>
      kind === 'server_error' && status ? [serverErrorSignature({ method, url, status })] : [],
    ),
    pageErrors: told.flatMap(({ kind, page, message }) =>
      kind === 'page_error' && message ? [pageErrorSignature({ message, page })] : [],
    ),
  };
}

export const bothTroubles = (one: KnownTrouble, other: KnownTrouble): KnownTrouble => ({
  serverErrors: [...one.serverErrors, ...other.serverErrors],
  pageErrors: [...one.pageErrors, ...other.pageErrors],
});
