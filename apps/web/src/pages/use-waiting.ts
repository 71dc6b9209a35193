import { useQueries, useQuery } from '@tanstack/react-query';
import type { Report, ReportedTest } from '../api.js';
import { projectsQuery, reportQuery } from './queries.js';

export interface WaitingTest {
  projectId: string;
  projectName: string;
  runId: string;
  release: string | null;
  createdAt: string;
  test: ReportedTest;
  /** Titles of the tests that ask the same; one answer serves them all. */
  others: string[];
}

const asksPeople = (test: ReportedTest): boolean => test.state === 'waiting' || test.state === 'regression';

/** One test a question, with those that ask the same. */
function asked({ tests, questions = [] }: Pick<Report, 'tests' | 'questions'>): Pick<WaitingTest, 'test' | 'others'>[] {
  const titles = new Map(tests.map(({ key, title }) => [key, title]));
  return tests.filter(asksPeople).flatMap((test) => {
    const [first, ...rest] = questions.find((question) => question.tests.includes(test.key))?.tests ?? [test.key];
    return first === test.key ? [{ test, others: rest.flatMap((key) => titles.get(key) ?? []) }] : [];
  });
}

/** What the newest run of each project asks people: what waits, and regressions that may be intended. */
export function useWaiting() {
  const projects = useQuery(projectsQuery);
  const runs = (projects.data ?? []).flatMap(({ lastRun }) =>
    lastRun?.tests && lastRun.tests.waiting + lastRun.tests.failed > 0 ? [lastRun] : [],
  );
  const reports = useQueries({ queries: runs.map((run) => reportQuery(run.id)) });
  const isLoading = projects.isPending || reports.some((report) => report.isPending);
  // What could not be asked may hold a question, so that is told beside what could.
  const failed = reports.find((report) => report.error !== null && report.data === undefined);
  const data = isLoading
    ? undefined
    : runs.flatMap((run, index): WaitingTest[] =>
        asked(reports[index]?.data ?? { tests: [] }).map((one) => ({
          projectId: run.project.id,
          projectName: run.project.name,
          runId: run.id,
          release: run.release,
          createdAt: run.createdAt,
          ...one,
        })),
      );
  const retry = (): void => {
    void projects.refetch();
    for (const report of reports) if (report.error) void report.refetch();
  };
  return { data, error: projects.error ?? failed?.error ?? null, retry };
}
