import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Project, RunLine } from '../api.js';
import { useMay } from '../session/use-session.js';
import { CountsBar, countWords } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { PageHead } from '../ui/page-head.js';
import { Empty, Facts, Panel } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { StatusBadge } from '../ui/status.js';
import { Tabs } from '../ui/tabs.js';
import { Refusal } from '../ui/trouble.js';
import { ago, duration, moment } from '../words.js';
import { ProjectSettings } from './project-settings.js';
import { projectQuery, projectRunsQuery } from './queries.js';
import { useStartRun } from './start-run.js';
import { SuiteTab } from './suite-tab.js';

/** The chart is the heaviest part of the dashboard, so it comes when it is needed. */
const RunTrend = lazy(() => import('./run-trend.js'));

export function ProjectPage() {
  const { projectId } = useParams({ from: '/inside/projects/$projectId' });
  const project = useQuery(projectQuery(projectId));
  return (
    <Asked query={project} page="Project">
      {(data) => <ProjectView project={data} />}
    </Asked>
  );
}

function ProjectView({ project }: { project: Project }) {
  const { tab = 'runs' } = useSearch({ from: '/inside/projects/$projectId' });
  const navigate = useNavigate({ from: '/projects/$projectId' });
  const start = useStartRun();
  const mayStart = useMay('run:start');
  return (
    <>
      <PageHead
        title={project.name}
        kicker={<Link to="/projects">Projects</Link>}
        actions={
          mayStart ? (
            <RunNow
              key={project.baseUrl}
              project={project}
              busy={start.isPending}
              onRun={(url) => start.mutate({ url, project: project.name })}
            />
          ) : null
        }
        facts={
          <Facts
            items={[
              ['App', <AppLink key="app" url={project.baseUrl} />],
              ['Kept tests', project.keptTests],
              ['It may', project.interaction],
              ['Healing', project.healing.mode],
              ['Last run', project.lastRun ? ago(project.lastRun.createdAt) : 'never'],
            ]}
          />
        }
      />
      <Refusal error={start.error} />
      <Tabs
        label="Parts of the project"
        value={tab}
        onChange={(value) => void navigate({ search: { tab: value }, replace: true })}
        tabs={[
          { value: 'runs', title: 'Runs', content: <RunsTab projectId={project.id} /> },
          { value: 'suite', title: 'Suite', count: project.keptTests, content: <SuiteTab project={project} /> },
          {
            value: 'settings',
            title: 'Settings',
            content: <ProjectSettings key={project.id} project={project} />,
          },
        ]}
      />
    </>
  );
}

/** A run of the kept suite, on the project's own address or on one of its environments. */
function RunNow({ project, busy, onRun }: { project: Project; busy: boolean; onRun: (url: string) => void }) {
  const [url, choose] = useState(project.baseUrl);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {project.environments.length > 0 ? (
        <select
          aria-label="Where to run"
          value={url}
          onChange={(event) => choose(event.currentTarget.value)}
          className="border-line-strong bg-surface h-9 max-w-56 rounded-md border px-2"
        >
          <option value={project.baseUrl}>{new URL(project.baseUrl).host}</option>
          {project.environments.map(({ name, baseUrl }) => (
            <option key={name} value={baseUrl}>
              {name}
            </option>
          ))}
        </select>
      ) : null}
      <Button look="primary" busy={busy} onClick={() => onRun(url)}>
        <Play className="size-4" aria-hidden /> Run now
      </Button>
    </div>
  );
}

export const AppLink = ({ url }: { url: string }) => (
  <a href={url} target="_blank" rel="noreferrer" className="text-accent break-all underline-offset-2 hover:underline">
    {url}
  </a>
);

function RunsTab({ projectId }: { projectId: string }) {
  const runs = useQuery(projectRunsQuery(projectId));
  return (
    <Asked query={runs}>
      {(items) =>
        items.length === 0 ? (
          <Empty title="No run yet">“Run now” explores the app and writes its first tests.</Empty>
        ) : (
          <div className="space-y-5">
            {items.filter(({ tests }) => tests).length > 1 ? (
              <Suspense fallback={<div className="h-44" />}>
                <RunTrend runs={items} />
              </Suspense>
            ) : null}
            <Panel className="divide-line divide-y overflow-hidden">
              {items.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </Panel>
          </div>
        )
      }
    </Asked>
  );
}

const RunRow = ({ run }: { run: RunLine }) => (
  <Link
    to="/runs/$runId"
    params={{ runId: run.id }}
    className="hover:bg-raised grid items-center gap-x-6 gap-y-1.5 px-4 py-3 focus-visible:-outline-offset-2 sm:grid-cols-[12rem_1fr_9rem]"
  >
    <span className="flex items-center gap-2">
      <StatusBadge status={run.status} />
    </span>
    <span className="min-w-0">
      <span className="block truncate text-xs">
        {run.release ? <b className="font-semibold">Release {run.release} · </b> : null}
        <span className="text-soft">{run.tests ? countWords(run.tests) : 'no result yet'}</span>
      </span>
      {run.tests ? <CountsBar counts={run.tests} className="mt-1.5" /> : null}
    </span>
    <span className="text-soft text-xs sm:text-right" title={moment(run.createdAt)}>
      {ago(run.createdAt)}
      {run.durationMs ? <span className="block">{duration(run.durationMs)}</span> : null}
    </span>
  </Link>
);
