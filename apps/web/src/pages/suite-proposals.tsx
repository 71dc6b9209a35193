import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { api, unwrap } from '../api.js';
import { useMay } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Panel, Section } from '../ui/panel.js';
import { Pill, type Tone } from '../ui/status.js';
import { Refusal } from '../ui/trouble.js';
import { proposalsQuery } from './queries.js';

type Proposal = Schemas['Proposal'];

const kinds: Record<Proposal['kind'], { words: string; tone: Tone }> = {
  add: { words: 'add', tone: 'good' },
  change: { words: 'change', tone: 'wait' },
  remove: { words: 'remove', tone: 'bad' },
  quarantine: { words: 'quarantine', tone: 'odd' },
};

/** What runs suggest. Nothing of the suite changes until somebody accepts. */
export function SuiteProposals({ projectId }: { projectId: string }) {
  const queries = useQueryClient();
  const proposals = useQuery(proposalsQuery(projectId));
  const may = useMay('run:decide');
  const decide = useMutation({
    mutationFn: async ({ ids, accept }: { ids: string[]; accept: boolean }) => {
      const request = { params: { path: { id: projectId } }, body: { ids } };
      if (accept) unwrap(await api.POST('/api/v1/projects/{id}/suite/proposals/accept', request));
      else unwrap(await api.POST('/api/v1/projects/{id}/suite/proposals/reject', request));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['projects', projectId] }),
  });
  const items = proposals.data ?? [];
  if (items.length === 0) return null;
  const all = items.map(({ id }) => id);
  return (
    <Section
      title={`Proposed changes (${items.length})`}
      note="Seen on the newest build and observed twice. You decide what the suite keeps."
      actions={
        may ? (
          <Button busy={decide.isPending} onClick={() => decide.mutate({ ids: all, accept: true })}>
            Accept all
          </Button>
        ) : null
      }
    >
      <Panel className="divide-line divide-y">
        {items.map(({ id, kind, title, reason, before, after }) => (
          <details key={id}>
            <summary className="hover:bg-raised flex items-center gap-3 px-4 py-2.5 focus-visible:-outline-offset-2">
              <Pill tone={kinds[kind].tone}>{kinds[kind].words}</Pill>
              <span className="min-w-0 grow">
                <span className="block font-medium">{title}</span>
                <span className="text-soft block text-xs">{reason}</span>
              </span>
            </summary>
            <div className="bg-raised space-y-3 px-4 py-3">
              <Difference before={before ?? []} after={after ?? []} />
              {may ? (
                <div className="flex gap-2">
                  <Button small look="primary" onClick={() => decide.mutate({ ids: [id], accept: true })}>
                    Accept
                  </Button>
                  <Button small look="danger" onClick={() => decide.mutate({ ids: [id], accept: false })}>
                    Reject
                  </Button>
                </div>
              ) : null}
            </div>
          </details>
        ))}
      </Panel>
      <Refusal error={decide.error} />
    </Section>
  );
}

/** Steps of one side only are marked; what both have is as it is. */
const Difference = ({ before, after }: { before: string[]; after: string[] }) => (
  <ol className="font-mono text-xs">
    {before
      .filter((step) => !after.includes(step))
      .map((step) => (
        <li key={`- ${step}`} className="bg-bad-tint px-2 py-0.5 break-words">
          − {step}
        </li>
      ))}
    {after.map((step) => (
      <li
        key={step}
        className={before.includes(step) ? 'px-2 py-0.5 break-words' : 'bg-good-tint px-2 py-0.5 break-words'}
      >
        {before.includes(step) ? '  ' : '+ '}
        {step}
      </li>
    ))}
  </ol>
);
