import {
  pageErrorSignature,
  pathTemplate,
  serverErrorSignature,
  whatWasSaid,
  type Finding,
  type KnownTrouble,
  type TestResult,
} from '@testforge/core';

/**
 * What failed in the app while tests passed, and did not when they were kept: no verdict speaks of it, since the tests did
 * not notice. Each fault once, with the tests that met it.
 */
export function findNewFaults(results: readonly TestResult[], known: (testKey: string) => KnownTrouble): Finding[] {
  const found = new Map<string, { finding: Finding; tests: Set<string> }>();
  for (const result of results) {
    if (result.status !== 'passed') continue;
    for (const finding of faultsOf(result, known(result.key))) {
      const before = found.get(finding.key) ?? { finding, tests: new Set() };
      found.set(finding.key, { ...before, tests: before.tests.add(result.title) });
    }
  }
  return [...found.values()].map(({ finding, tests }) => ({
    ...finding,
    evidence: { ...finding.evidence, tests: [...tests].slice(0, 10), noticedBy: 'no test: they passed' },
  }));
}

function faultsOf({ faults }: TestResult, known: KnownTrouble): Finding[] {
  const answers = (faults?.serverErrors ?? []).filter(
    (fault) => !known.serverErrors.includes(serverErrorSignature(fault)),
  );
  const errors = (faults?.pageErrors ?? []).filter(
    (fault) => fault.foreign !== true && !known.pageErrors.includes(pageErrorSignature(fault)),
  );
  return [
    ...answers.map(({ method, url, status }): Finding => {
      const what = `${method} ${pathTemplate(url)}`;
      return {
        key: `server_error ${what}`,
        kind: 'server_error',
        severity: 'critical',
        title: `${what} answers with ${status}, and did not when the tests were kept`,
        url,
        evidence: { method, status },
      };
    }),
    ...errors.map(({ message, page }): Finding => ({
      key: `page_error ${pathTemplate(page)} ${whatWasSaid(message).slice(0, 160)}`,
      kind: 'page_error',
      severity: 'serious',
      title: `A script fails on ${pathTemplate(page)}, and did not when the tests were kept: ${message.slice(0, 160)}`,
      url: page,
      evidence: { message },
    })),
  ];
}
