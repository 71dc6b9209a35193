import type { Finding } from '@testforge/core';

/** What a probe shows, by the names of the Common Weakness Enumeration and of the OWASP Top Ten (2021). */
const holes = {
  reflected: {
    severity: 'serious',
    cwe: 'CWE-79',
    owasp: 'A03:2021 Injection',
    title: 'What is asked for becomes part of the page',
  },
  stored: {
    severity: 'critical',
    cwe: 'CWE-79',
    owasp: 'A03:2021 Injection',
    title: 'What is entered becomes part of the pages that show it',
  },
  database: {
    severity: 'critical',
    cwe: 'CWE-89',
    owasp: 'A03:2021 Injection',
    title: 'A quote that is entered reaches the database as a part of its command',
  },
  redirect: {
    severity: 'moderate',
    cwe: 'CWE-601',
    owasp: 'A01:2021 Broken Access Control',
    title: 'An address of the app leads on to whatever site it names',
  },
  forged: {
    severity: 'serious',
    cwe: 'CWE-352',
    owasp: 'A01:2021 Broken Access Control',
    title: 'A form that another site sends in the name of its user is taken',
  },
  method: {
    severity: 'moderate',
    cwe: 'CWE-650',
    owasp: 'A01:2021 Broken Access Control',
    title: 'A form changes something by its bare address, too',
  },
} as const satisfies Record<string, { severity: Finding['severity']; cwe: string; owasp: string; title: string }>;
export type Hole = keyof typeof holes;

/** One place where a probe went through. */
export interface Sighting {
  hole: Hole;
  /** Template of the page. */
  page: string;
  /** Address as it was asked for. */
  url: string;
  /** Parameter, or label of the field. */
  input: string;
  /** What was seen: the part of the page, the words of the database, the address. */
  seen: string;
}

const longestSeen = 300;

/** One finding for each hole of each page, with all inputs that show it; markers stand as `N`, so that it reads the same in every run. */
export function probeFindings(sightings: readonly Sighting[]): Finding[] {
  const grouped = Map.groupBy(sightings, ({ hole, page }) => `${hole} ${page}`);
  return [...grouped].flatMap(([key, all]): Finding[] => {
    const [first] = all;
    if (first === undefined) return [];
    const { title, severity, cwe, owasp } = holes[first.hole];
    const inputs = [...new Set(all.map(({ input }) => input))].sort();
    const told = (text: string): string => withoutMarks(text).slice(0, longestSeen);
    return [
      {
        key: `security probe ${key}`,
        kind: 'security',
        severity,
        title: `${title}: ${inputs.join(', ').slice(0, 200)} of ${first.page} (${cwe})`,
        url: told(first.url),
        evidence: { cwe, owasp, inputs, seen: told(first.seen) },
      },
    ];
  });
}

const withoutMarks = (text: string): string => text.replace(/tf-?\d{6}/g, (mark) => mark.replace(/\d+/, 'N'));
