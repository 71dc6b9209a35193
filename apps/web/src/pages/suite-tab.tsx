import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { api, ApiProblem, download, unwrap, type Project } from '../api.js';
import { useMay } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Empty, Panel, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { Pill, type Tone } from '../ui/status.js';
import { Refusal } from '../ui/trouble.js';
import { ago, amount } from '../words.js';
import { suiteQuery, versionsQuery } from './queries.js';
import { SuiteProposals } from './suite-proposals.js';

type SuiteTest = Schemas['SuiteTest'];
type Handling = SuiteTest['handled']['handling'];

const handlings: Record<Handling, { words: string; tone: Tone }> = {
  enabled: { words: 'runs', tone: 'good' },
  pinned: { words: 'pinned: not healed without a person', tone: 'accent' },
  muted: { words: 'muted: runs, never red', tone: 'wait' },
  quarantined: { words: 'in quarantine', tone: 'odd' },
  disabled: { words: 'disabled', tone: 'quiet' },
};

/** The tests that are kept, how each is handled, what runs propose, and how the suite came to be. */
export function SuiteTab({ project }: { project: Project }) {
  const suite = useQuery(suiteQuery(project.id));
  if (suite.error instanceof ApiProblem && suite.error.code === 'suite.empty')
    return <Empty title="No test is kept yet">The first run keeps every test that it saw pass twice.</Empty>;
  return (
    <Asked query={suite}>
      {(data) => (
        <>
          <SuiteProposals projectId={project.id} />
          <Section
            title={`${amount(data.tests.length, 'test')}, version ${data.version}`}
            note="The exported project runs with plain “npx playwright test”."
            actions={<Export project={project} />}
          >
            <Panel className="divide-line divide-y">
              {data.tests.map((test) => (
                <TestRow key={test.key} project={project} test={test} />
              ))}
            </Panel>
          </Section>
          <Versions projectId={project.id} />
        </>
      )}
    </Asked>
  );
}

function Export({ project }: { project: Project }) {
  const take = useMutation({
    mutationFn: (runId: string) => download(`/api/v1/runs/${runId}/export`, 'testforge-suite.zip'),
  });
  const runId = project.lastRun?.id;
  return runId ? (
    <div>
      <Button busy={take.isPending} onClick={() => take.mutate(runId)}>
        <Download className="size-4" aria-hidden /> Export
      </Button>
      <Refusal error={take.error} />
    </div>
  ) : null;
}

function TestRow({ project, test }: { project: Project; test: SuiteTest }) {
  const [open, setOpen] = useState(false);
  const { words, tone } = handlings[test.handled.handling];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="hover:bg-raised flex items-center gap-3 px-4 py-2.5 focus-visible:-outline-offset-2">
        <span className="min-w-0 grow">
          <span className="block font-medium">{test.title}</span>
          <span className="text-soft block text-xs">{test.reason}</span>
        </span>
        {test.handled.handling === 'enabled' ? null : <Pill tone={tone}>{words}</Pill>}
        <span className="hidden gap-2 sm:flex">
          <Pill>{test.category}</Pill>
          <Pill>{test.priority}</Pill>
        </span>
      </summary>
      {open ? <TestBody project={project} test={test} /> : null}
    </details>
  );
}

function TestBody({ project, test }: { project: Project; test: SuiteTest }) {
  const queries = useQueryClient();
  const may = useMay('run:decide');
  const handle = useMutation({
    mutationFn: async (handling: Handling) =>
      unwrap(
        await api.PATCH('/api/v1/projects/{id}/suite', {
          params: { path: { id: project.id } },
          body: { test: test.key, handling },
        }),
      ),
    onSuccess: (suite) => queries.setQueryData(suiteQuery(project.id).queryKey, suite),
  });
  const { by, at } = test.handled;
  return (
    <div className="bg-raised px-4 py-3">
      <ol className="space-y-1">
        {test.steps.map(({ phase, title }, index) => (
          <li key={index} className="grid grid-cols-[3.5rem_1fr] gap-2">
            <span className="text-soft text-xs leading-5 font-semibold capitalize">
              {test.steps[index - 1]?.phase === phase ? '' : phase}
            </span>
            {title}
          </li>
        ))}
      </ol>
      {may ? (
        <div
          role="group"
          aria-label={`How “${test.title}” is handled`}
          className="mt-4 flex flex-wrap items-center gap-2"
        >
          {(Object.keys(handlings) as Handling[]).map((handling) => (
            <button
              key={handling}
              type="button"
              aria-pressed={test.handled.handling === handling}
              disabled={handle.isPending}
              onClick={() => handle.mutate(handling)}
              className="border-line bg-surface text-soft aria-pressed:border-accent aria-pressed:text-ink h-7 rounded-full border px-3 text-xs font-medium"
            >
              {handlings[handling].words}
            </button>
          ))}
          {by && at ? (
            <span className="text-soft text-xs">
              by {by}, {ago(at)}
            </span>
          ) : null}
        </div>
      ) : null}
      <Refusal error={handle.error} />
    </div>
  );
}

function Versions({ projectId }: { projectId: string }) {
  const versions = useQuery(versionsQuery(projectId));
  return (
    <Section title="Versions" note="Every version stays as it was.">
      <Asked query={versions} lines={1}>
        {(items) => (
          <Panel className="divide-line divide-y">
            {items.map(({ number, reason, tests, createdAt }) => (
              <p key={number} className="flex flex-wrap gap-x-4 px-4 py-2">
                <b className="w-10 font-semibold">{number}</b>
                <span className="grow">{reason}</span>
                <span className="text-soft text-xs">
                  {amount(tests, 'test')} · {ago(createdAt)}
                </span>
              </p>
            ))}
          </Panel>
        )}
      </Asked>
    </Section>
  );
}
