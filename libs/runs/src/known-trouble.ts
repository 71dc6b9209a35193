import { z } from 'zod';

/** What was broken already when a suite was made. */
export interface KnownTrouble {
  pageErrors: string[];
  /** `METHOD /path`. */
  serverErrors: string[];
}

const Evidence = z.object({ message: z.string().optional(), method: z.string().optional() });

export function toKnownTrouble(findings: { kind: string; url: string | null; doc: unknown }[]): KnownTrouble {
  const told = findings.map((finding) => ({ ...finding, evidence: Evidence.catch({}).parse(finding.doc) }));
  return {
    pageErrors: told.flatMap(({ kind, evidence }) =>
      kind === 'page_error' && evidence.message ? [evidence.message] : [],
    ),
    serverErrors: told.flatMap(({ kind, url, evidence }) =>
      kind === 'server_error' && url && URL.canParse(url)
        ? [`${evidence.method ?? 'GET'} ${new URL(url).pathname}`]
        : [],
    ),
  };
}
