import type { Finding } from '@testforge/core';
import type { APIRequestContext } from 'playwright';
import { pageFinding } from './findings.js';
import type { Candidate } from './frontier.js';
import { reasonOf } from './read-state.js';
import { pathOf } from './url-template.js';

/** Asks for addresses that were found but not opened, a few at a time, and tells those that answer with an error. */
export async function checkLinks(
  request: APIRequestContext,
  unread: Candidate[],
  options: { most: number; untilMs: number; note: (text: string) => void },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const queue = unread.slice(0, options.most);
  const take = async (): Promise<void> => {
    for (let next = queue.shift(); next && performance.now() < options.untilMs; next = queue.shift()) {
      const status = await request.get(next.url, { timeout: 5_000, maxRedirects: 5 }).then(
        (response) => response.status(),
        (error: unknown) => {
          options.note(`the link to ${pathOf(next.url)} was not checked: ${reasonOf(error)}`);
          return null;
        },
      );
      if (status !== null && status >= 400 && status !== 401 && status !== 403 && status !== 429)
        findings.push(pageFinding(next.url, status, next.from, next.text));
    }
  };
  await Promise.all([take(), take()]);
  return findings.sort((a, b) => (a.key < b.key ? -1 : 1));
}
