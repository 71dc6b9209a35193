import type { Report, ReportedTest } from '@testforge/core';

type Told = Pick<Report, 'tests' | 'findings'>;

const isGood = ({ state }: ReportedTest): boolean => state === 'passed' || state === 'passed_after_healing';
const isBroken = ({ state }: ReportedTest): boolean => state === 'regression' || state === 'environment';
const titles = (tests: readonly ReportedTest[]): string[] => tests.map(({ title }) => title);

/** What is different from the run before. */
export function compareReports(now: Told, previous: Report): NonNullable<Report['difference']> {
  const before = new Map(previous.tests.map((test) => [test.key, test]));
  const keys = new Set(now.tests.map(({ key }) => key));
  const known = new Set(previous.findings.map(({ key }) => key));
  const was = (test: ReportedTest, how: (test: ReportedTest) => boolean): boolean => {
    const old = before.get(test.key);
    return old !== undefined && how(old);
  };
  return {
    previousRun: previous.runId,
    previousSuite: previous.suiteVersion,
    broken: titles(now.tests.filter((test) => isBroken(test) && was(test, isGood))),
    mended: titles(now.tests.filter((test) => isGood(test) && was(test, (old) => !isGood(old)))),
    added: titles(now.tests.filter(({ key }) => !before.has(key))),
    gone: titles(previous.tests.filter(({ key }) => !keys.has(key))),
    newFindings: now.findings.flatMap(({ key, title }) => (known.has(key) ? [] : [title])),
  };
}
