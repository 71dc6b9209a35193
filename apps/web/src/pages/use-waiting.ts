import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReportedTest } from '../api.js';
import { projectsQuery, reportQuery } from './queries.js';

export interface WaitingTest {
  projectId: string;
  projectName: string;
  runId: string;
  release: string | null;
  createdAt: string;
  test: ReportedTest;
}

const asksPeople = (test: ReportedTest): boolean => test.state === 'waiting' || test.state === 'regression';

/** What the newest run of each project asks people: what waits, and regressions that may be intended. */
export function useWaiting() {
  const projects = useQuery(projectsQuery);
  const runs = (projects.data ?? []).flatMap(({ lastRun }) =>
    lastRun?.tests && lastRun.tests.waiting + lastRun.tests.failed > 0 ? [lastRun] : [],
  );
  const reports = useQueries({ queries: runs.map((run) => reportQuery(run.id)) });
  const isLoading = projects.isPending || reports.some((report) => report.isPending);
  const data = isLoading
    ? undefined
    : runs.flatMap((run, index): WaitingTest[] =>
        (reports[index]?.data?.tests ?? []).filter(asksPeople).map((test) => ({
          projectId: run.project.id,
          projectName: run.project.name,
          runId: run.id,
          release: run.release,
          createdAt: run.createdAt,
          test,
        })),
      );
  return { data, error: projects.error, retry: () => void projects.refetch() };
}
