import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { download, type Project } from '../api.js';
import { Button } from '../ui/button.js';
import { Empty, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { amount } from '../words.js';
import { projectRunsQuery, reportQuery } from './queries.js';
import { TestList } from './test-list.js';

/** The tests that are kept, each with what became of it last. */
export function SuiteTab({ project }: { project: Project }) {
  const runs = useQuery(projectRunsQuery(project.id));
  const reported = runs.data?.find((run) => run.tests !== null);
  if (runs.data && !reported)
    return <Empty title="No test is kept yet">The first run keeps every test that it saw pass twice.</Empty>;
  return <Asked query={runs}>{() => (reported ? <LastReported runId={reported.id} /> : null)}</Asked>;
}

function LastReported({ runId }: { runId: string }) {
  const report = useQuery(reportQuery(runId));
  return (
    <Asked query={report}>
      {(data) => (
        <Section
          title={`${amount(data.tests.length, 'test')}, version ${data.suiteVersion}`}
          note={
            <>
              As the{' '}
              <Link to="/runs/$runId" params={{ runId }} className="text-accent underline">
                newest run
              </Link>{' '}
              left them. The exported project runs with plain “npx playwright test”.
            </>
          }
          actions={
            <Button onClick={() => void download(`/api/v1/runs/${runId}/export`, 'testforge-suite.zip')}>
              <Download className="size-4" aria-hidden /> Export
            </Button>
          }
        >
          <TestList runId={runId} tests={data.tests} />
        </Section>
      )}
    </Asked>
  );
}
