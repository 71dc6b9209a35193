import type { Finding } from '@testforge/core';
import type { BrowserContext, Cookie } from 'playwright';
import { reasonOf } from './read-state.js';

/** What the start page was sent with, header names in lower case. */
export interface Sent {
  url: string;
  headers: Record<string, string>;
  cookies: Pick<Cookie, 'name' | 'value' | 'httpOnly' | 'secure'>[];
}

/**
 * Guards that browsers offer and the app does not ask for (OWASP Secure Headers Project, OWASP Session Management): one finding
 * for the headers and one for the cookies that a session hangs on. Where the app is served without TLS, nothing is said of what
 * needs it: that may be added by what stands in front of it.
 */
export function hardeningFindings({ url, headers, cookies }: Sent): Finding[] {
  const tls = new URL(url).protocol === 'https:';
  const missing = missingHeaders(headers, tls);
  const open = cookies.filter(holdsSession).flatMap((cookie) => missingFlags(cookie, tls));
  const finding = (key: string, severity: Finding['severity'], title: string, gaps: string[]): Finding[] =>
    gaps.length === 0
      ? []
      : [{ key, kind: 'security', severity, title: `${title}: ${gaps.join(', ')}`, url, evidence: { missing: gaps } }];
  return [
    ...finding('security headers', 'minor', 'Pages are sent without', missing),
    ...finding('security cookies', 'moderate', 'What a session hangs on is open to scripts or eavesdroppers', open),
  ];
}

function missingHeaders(headers: Record<string, string>, tls: boolean): string[] {
  const isFramable =
    headers['x-frame-options'] === undefined && !/frame-ancestors/i.test(headers['content-security-policy'] ?? '');
  return [
    ...(/nosniff/i.test(headers['x-content-type-options'] ?? '') ? [] : ['X-Content-Type-Options: nosniff']),
    ...(isFramable ? ['frame-ancestors or X-Frame-Options'] : []),
    ...(tls && headers['strict-transport-security'] === undefined ? ['Strict-Transport-Security'] : []),
  ];
}

/** Tokens against forged requests are meant to be read by scripts. */
const readByScripts = /csrf|xsrf/i;
const sessionName = /sess|(^|[^a-z])sid([^a-z]|$)|auth|token|jwt|remember|log-?in/i;

const holdsSession = ({ name, value }: Sent['cookies'][number]): boolean =>
  sessionName.test(name) && !readByScripts.test(name) && value.length >= 8;

const missingFlags = ({ name, httpOnly, secure }: Sent['cookies'][number], tls: boolean): string[] => [
  ...(httpOnly ? [] : [`${name} without HttpOnly`]),
  ...(tls && !secure ? [`${name} without Secure`] : []),
];

const answerMs = 5_000;

/** Asks for the start page once more, in the session that is there. Where it does not answer, nothing is told but a note. */
export async function checkHardening(
  context: BrowserContext,
  url: string,
  note: (text: string) => void,
): Promise<Finding[]> {
  try {
    const response = await context.request.get(url, { timeout: answerMs, maxRedirects: 5 });
    if (!/html/i.test(response.headers()['content-type'] ?? '')) return [];
    return hardeningFindings({ url, headers: response.headers(), cookies: await context.cookies(url) });
  } catch (error) {
    note(`the headers of the start page were not looked at: ${reasonOf(error)}`);
    return [];
  }
}
