import type { Page } from '@playwright/test';
import { collectPage } from '@testforge/browser';
import type { FailureSnapshot } from '@testforge/core';
import { within } from './without-steps.js';

const patienceMs = 10_000;

type Traffic = Pick<FailureSnapshot, 'requests' | 'pageErrors'>;

/** What the page asked for and threw, of which the browser keeps the last hundred: asked for only now, so that it costs nothing before. */
async function readTraffic(page: Page): Promise<Traffic> {
  const requests = await page.requests();
  const errors = await page.pageErrors({ filter: 'all' });
  return {
    requests: requests.map((request) => ({
      method: request.method(),
      url: request.url(),
      status: request.existingResponse()?.status() ?? null,
      ...(request.failure() ? { failure: request.failure()?.errorText ?? 'failed' } : {}),
    })),
    pageErrors: errors.map((error) => String(error.stack ?? error).slice(0, 4_000)),
  };
}

/** The document itself may be older than the last hundred requests; the page remembers how it was answered. */
async function readDocument(page: Page): Promise<FailureSnapshot['requests']> {
  const status: unknown = await page.evaluate(`(performance.getEntriesByType('navigation')[0] || {}).responseStatus`);
  return typeof status === 'number' && status > 0 ? [{ method: 'GET', url: page.url(), status }] : [];
}

/** The page as it is when an action has failed on it, with what the app said meanwhile. */
export async function readPage(page: Page, onLeftOut: (text: string) => void): Promise<FailureSnapshot> {
  return within(
    patienceMs,
    (async () => {
      const { requests, pageErrors } = await readTraffic(page);
      const document = await readDocument(page);
      const url = page.url();
      const known = requests.some((request) => request.url === url && request.status !== null);
      return {
        url,
        page: await collectPage(page, { onLeftOut }),
        requests: known ? requests : [...document, ...requests],
        console: [],
        pageErrors,
      };
    })(),
  );
}
