import type { Finding, LedgerEntry } from '@testforge/core';
import type { Page, Response } from 'playwright';
import { templateOf } from './url-template.js';

/** What the network and the page's scripts did while a draft was carried out. */
export interface Traffic {
  findings: Finding[];
  ledger: LedgerEntry[];
}

const writing: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

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

const pageError = (page: Page, error: Error): Finding => ({
  key: `page_error:${templateOf(page.url())}:${error.message.slice(0, 80)}`,
  kind: 'page_error',
  severity: 'serious',
  title: `A script of the page fails: ${error.message.slice(0, 200)}`,
  url: page.url(),
  evidence: { stack: (error.stack ?? '').slice(0, 2_000) },
});

/** Listens from now on; what is seen is added to the lists as it happens. Server errors count where they are the app's own. */
export function watchTraffic(page: Page, origins: readonly string[]): Traffic {
  const traffic: Traffic = { findings: [], ledger: [] };
  page.on('response', (response) => {
    const method = response.request().method();
    if (writing.includes(method))
      traffic.ledger.push({
        stage: 'design',
        method,
        urlTemplate: templateOf(response.url()),
        status: response.status(),
      });
    if (response.status() >= 500 && origins.includes(new URL(response.url()).origin))
      traffic.findings.push(serverError(response));
  });
  page.on('pageerror', (error) => traffic.findings.push(pageError(page, error)));
  return traffic;
}
