import type { ExposedSecret } from '@testforge/browser';
import type { Finding } from '@testforge/core';
import { pathOf, templateOf } from './url-template.js';

export interface FindingLog {
  add(finding: Finding): void;
  list(): Finding[];
}

/** Findings by key, each once, in the order they were met. */
export function createFindingLog(): FindingLog {
  const known = new Map<string, Finding>();
  return {
    add: (finding) => void (known.has(finding.key) || known.set(finding.key, finding)),
    list: () => [...known.values()],
  };
}

/** What a request that went wrong looked like. */
export interface FailedRequest {
  url: string;
  method: string;
  /** Null where there was no answer. */
  status: number | null;
  type: string;
  error?: string;
  /** The page that asked. */
  page: string;
}

/** Numbers, addresses and positions differ from visit to visit; what is left names the fault. */
const steady = (message: string): string =>
  message
    .replace(/https?:\/\/[^\s)'"]+/g, (address) => (URL.canParse(address) ? new URL(address).pathname : address))
    .replace(/:\d+:\d+/g, '')
    .replace(/\d+/g, 'N')
    .slice(0, 160);

const shortTemplate = (url: string): string => templateOf(url);

/** A page that answers with an error, reached by a link. */
export function pageFinding(target: string, status: number, from: string | null, linkText: string): Finding {
  const evidence = { status, foundOn: from, linkText };
  const path = pathOf(target);
  if (status >= 500)
    return {
      key: `server_error GET ${shortTemplate(target)}`,
      kind: 'server_error',
      severity: 'critical',
      title: `${path} answers with ${status}`,
      url: target,
      evidence,
    };
  return {
    key: `dead_link ${path}`,
    kind: 'dead_link',
    severity: 'serious',
    title: `The link to ${path} leads nowhere (${status})`,
    url: target,
    evidence,
  };
}

/** A request of a page that failed; null for what no visitor misses. */
export function requestFinding(request: FailedRequest): Finding | null {
  if (/\/(favicon[^/]*|apple-touch-icon[^/]*)$|\.map$/i.test(new URL(request.url).pathname)) return null;
  const what = `${request.method} ${shortTemplate(request.url)}`;
  const evidence = {
    method: request.method,
    status: request.status,
    type: request.type,
    error: request.error,
    page: pathOf(request.page),
  };
  // Who asks like this wants to know whether something is there; “no” is an answer.
  const isProbe = /^(HEAD|OPTIONS)$/.test(request.method);
  if (request.status !== null && request.status >= 500 && !isProbe)
    return {
      key: `server_error ${what}`,
      kind: 'server_error',
      severity: 'critical',
      title: `${what} answers with ${request.status}`,
      url: request.url,
      evidence,
    };
  const severity = isProbe ? 'minor' : /^(script|stylesheet|xhr|fetch)$/.test(request.type) ? 'serious' : 'moderate';
  return {
    key: `failed_request ${what}`,
    kind: 'failed_request',
    severity,
    title: `${what} ${request.status === null ? 'gets no answer' : `answers with ${request.status}`}`,
    url: request.url,
    evidence,
  };
}

/** An answer that holds what nobody outside has a use for; never the value itself. */
export function secretFinding(
  { field, what }: ExposedSecret,
  { url, method, page }: Pick<FailedRequest, 'url' | 'method' | 'page'>,
): Finding {
  const request = `${method} ${shortTemplate(url)}`;
  return {
    key: `exposed_secret ${request} ${field}`,
    kind: 'exposed_secret',
    severity: 'critical',
    title: `The answer to ${request} holds ${what} in “${field.slice(0, 100)}”`,
    url,
    evidence: { method, field: field.slice(0, 200), what, page: pathOf(page) },
  };
}

export function pageErrorFinding(message: string, page: string, stack: string | undefined): Finding {
  return {
    key: `page_error ${steady(message)}`,
    kind: 'page_error',
    severity: 'serious',
    title: `A script fails: ${message.slice(0, 160)}`,
    url: page,
    evidence: { message: message.slice(0, 1_000), page: pathOf(page), stack: stack?.slice(0, 1_000) },
  };
}

/** Null for what the browser itself says of failed requests, which are findings already. */
export function consoleFinding(text: string, page: string): Finding | null {
  if (
    /^Failed to load resource|ERR_BLOCKED|ERR_FAILED|blocked by CORS policy|Access to .* has been blocked/i.test(text)
  )
    return null;
  return {
    key: `console_error ${steady(text)}`,
    kind: 'console_error',
    severity: 'minor',
    title: `An error in the console: ${text.slice(0, 160)}`,
    url: page,
    evidence: { text: text.slice(0, 1_000), page: pathOf(page) },
  };
}

export interface Violation {
  id: string;
  impact: string | null;
  help: string;
  helpUrl: string;
  nodes: { target: string; html: string }[];
}

export function accessibilityFinding(violation: Violation, page: string): Finding | null {
  if (violation.impact !== 'critical' && violation.impact !== 'serious') return null;
  const nodes = violation.nodes
    .slice(0, 5)
    .map((node) => ({ target: node.target.slice(0, 200), html: node.html.slice(0, 200) }));
  return {
    key: `accessibility ${violation.id}`,
    kind: 'accessibility',
    severity: violation.impact,
    title: violation.help,
    url: page,
    evidence: { rule: violation.id, help: violation.helpUrl, page: pathOf(page), count: violation.nodes.length, nodes },
  };
}
