import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, Compass, ListChecks, ShieldCheck, type LucideIcon } from 'lucide-react';
import type { Project } from '../api.js';
import { useMay } from '../session/use-session.js';
import { CountsBar } from '../ui/bar.js';
import { PageHead } from '../ui/page-head.js';
import { Panel, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { StatusBadge } from '../ui/status.js';
import { ago, amount, shortAddress } from '../words.js';
import { projectsQuery } from './queries.js';
import { StartRun } from './start-run.js';

export function ProjectsPage() {
  const projects = useQuery(projectsQuery);
  const mayStart = useMay('run:start');
  return (
    <>
      <PageHead title="Projects" />
      <Asked query={projects}>
        {(items) =>
          items.length === 0 ? (
            <FirstRun />
          ) : (
            <>
              {mayStart ? <StartRun /> : null}
              <Section title={amount(items.length, 'project')}>
                <Panel className="divide-line divide-y overflow-hidden">
                  {items.map((project) => (
                    <ProjectLine key={project.id} project={project} />
                  ))}
                </Panel>
              </Section>
            </>
          )
        }
      </Asked>
    </>
  );
}

function ProjectLine({ project }: { project: Project }) {
  const { id, name, baseUrl, keptTests, lastRun } = project;
  return (
    <Link
      to="/projects/$projectId"
      params={{ projectId: id }}
      className="hover:bg-raised grid items-center gap-x-6 gap-y-2 px-4 py-3 focus-visible:-outline-offset-2 sm:grid-cols-[1fr_14rem_8rem_1rem]"
    >
      <span className="min-w-0">
        <span className="block truncate font-semibold">{name}</span>
        <span className="text-soft block truncate text-xs">
          {shortAddress(baseUrl)} · {amount(keptTests, 'kept test')}
        </span>
      </span>
      <span className="space-y-1.5">
        {lastRun ? <StatusBadge status={lastRun.status} /> : <span className="text-soft text-xs">no run yet</span>}
        {lastRun?.tests ? <CountsBar counts={lastRun.tests} /> : null}
      </span>
      <span className="text-soft text-xs">{lastRun ? ago(lastRun.createdAt) : ''}</span>
      <ChevronRight className="text-soft hidden size-4 sm:block" aria-hidden />
    </Link>
  );
}

const promises: [LucideIcon, string, string][] = [
  [Compass, 'It explores', 'Pages, forms and flows are found in a sandbox, without your help.'],
  [ListChecks, 'It writes tests', 'Only what was seen to pass twice is kept, as plain Playwright code.'],
  [ShieldCheck, 'It tells drift from bugs', 'Moved buttons are repaired with proof. A bug is never turned green.'],
];

/** The first thing somebody sees: what to do, and what they get. */
const FirstRun = () => (
  <>
    <StartRun autoFocus />
    <div className="mt-6 grid gap-3 sm:grid-cols-3">
      {promises.map(([Icon, title, text]) => (
        <Panel key={title} className="p-4">
          <Icon className="text-accent size-5" aria-hidden />
          <h2 className="mt-2 font-semibold">{title}</h2>
          <p className="text-soft mt-0.5">{text}</p>
        </Panel>
      ))}
    </div>
  </>
);
