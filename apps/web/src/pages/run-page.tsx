import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Report, Run } from '../api.js';
import { FindingsTab } from '../run/findings-tab.js';
import { headline } from '../run/headline.js';
import { isActive } from '../run/is-active.js';
import { LiveView } from '../run/live-view.js';
import { OverviewTab } from '../run/overview-tab.js';
import { RunActions } from '../run/run-actions.js';
import { RecordTab } from '../run/record-tab.js';
import { StateGallery } from '../run/state-gallery.js';
import { useLiveRun } from '../run/use-live-run.js';
import { PageHead } from '../ui/page-head.js';
import { Empty, Facts } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { StatusBadge } from '../ui/status.js';
import { Tabs } from '../ui/tabs.js';
import { duration, moment } from '../words.js';
import { AppLink } from './project-page.js';
import { reportQuery, runQuery, statesQuery } from './queries.js';
import { TestList } from './test-list.js';

export function RunPage() {
  const { runId } = useParams({ from: '/inside/runs/$runId' });
  // What was heard of one run is not told of the next.
  return <OneRun key={runId} runId={runId} />;
}

function OneRun({ runId }: { runId: string }) {
  const run = useQuery(runQuery(runId));
  const live = useLiveRun(runId, run.data ? isActive(run.data) : false);
  return (
    <Asked query={run} page="Run">
      {(data) => (
        <>
          <Head run={data} />
          {isActive(data) ? <LiveView run={data} {...live} /> : <EndedView run={data} />}
        </>
      )}
    </Asked>
  );
}

function Head({ run }: { run: Run }) {
  const report = useQuery({ ...reportQuery(run.id), enabled: run.outcome !== null });
  const title = report.data
    ? headline(report.data)
    : isActive(run)
      ? `Testing ${run.project.name}`
      : `Run of ${run.project.name}`;
  const took = run.startedAt && run.endedAt ? duration(Date.parse(run.endedAt) - Date.parse(run.startedAt)) : null;
  return (
    <PageHead
      title={title}
      kicker={
        <>
          <Link to="/projects">Projects</Link> <span aria-hidden>/</span>
          <Link to="/projects/$projectId" params={{ projectId: run.project.id }}>
            {run.project.name}
          </Link>
          <StatusBadge status={run.status} />
        </>
      }
      actions={<RunActions run={run} />}
      facts={
        <Facts
          items={[
            ['App', <AppLink key="app" url={run.url} />],
            ...(run.release ? [['Release', run.release] as [string, string]] : []),
            ...(report.data
              ? [
                  [
                    'Suite',
                    `${report.data.mode === 'first' ? 'made by this run' : 'kept'}, version ${report.data.suiteVersion}`,
                  ] as [string, string],
                ]
              : []),
            ['Started', moment(run.startedAt ?? run.createdAt)],
            ...(took ? [['Took', took] as [string, string]] : []),
            ['It may', run.interaction],
          ]}
        />
      }
    />
  );
}

function EndedView({ run }: { run: Run }) {
  const report = useQuery({ ...reportQuery(run.id), enabled: run.outcome !== null });
  if (!run.outcome)
    return (
      <Empty title="This run left no report">
        It was stopped, or the platform ended before it could report. Start another run.
      </Empty>
    );
  return <Asked query={report}>{(data) => <ReportView runId={run.id} report={data} />}</Asked>;
}

function ReportView({ runId, report }: { runId: string; report: Report }) {
  const { tab = 'overview' } = useSearch({ from: '/inside/runs/$runId' });
  const navigate = useNavigate({ from: '/runs/$runId' });
  return (
    <Tabs
      label="Parts of the run"
      value={tab}
      onChange={(value) => void navigate({ search: { tab: value }, replace: true })}
      tabs={[
        { value: 'overview', title: 'Overview', content: <OverviewTab runId={runId} report={report} /> },
        {
          value: 'tests',
          title: 'Tests',
          count: report.tests.length,
          content: <TestList runId={runId} tests={report.tests} />,
        },
        {
          value: 'findings',
          title: 'Findings',
          count: report.findings.length,
          content: <FindingsTab findings={report.findings} />,
        },
        { value: 'app', title: 'The app', count: report.coverage.states, content: <StatesTab runId={runId} /> },
        { value: 'record', title: 'Record', content: <RecordTab report={report} /> },
      ]}
    />
  );
}

function StatesTab({ runId }: { runId: string }) {
  const states = useQuery(statesQuery(runId));
  return (
    <Asked query={states}>
      {(items) =>
        items.length ? (
          <StateGallery states={items} />
        ) : (
          <Empty title="This run did not explore">
            It only ran the kept suite. Start a run with exploration to see the app’s pages here.
          </Empty>
        )
      }
    </Asked>
  );
}
