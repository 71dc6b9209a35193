import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@testforge/sdk/api';
import { Undo2 } from 'lucide-react';
import { api, unwrap } from '../api.js';
import { healingsQuery } from '../pages/queries.js';
import { useMay } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Panel, Section } from '../ui/panel.js';
import { Pill, type Tone } from '../ui/status.js';
import { Refusal } from '../ui/trouble.js';
import { ago, percent } from '../words.js';

type PastHealing = Schemas['PastHealing'];

const states: Record<PastHealing['status'], { words: string; tone: Tone }> = {
  proposed: { words: 'Proposed', tone: 'quiet' },
  asked: { words: 'Waits for you', tone: 'wait' },
  applied: { words: 'Applied', tone: 'healed' },
  proven: { words: 'Healed, with proof', tone: 'healed' },
  rejected: { words: 'Rejected', tone: 'quiet' },
  rolled_back: { words: 'Taken back', tone: 'quiet' },
};

/** Every heal in the life of a test, and the way back from those that are in the suite. */
export function PastHeals({ projectId, testKey }: { projectId: string; testKey: string }) {
  const heals = useQuery(healingsQuery(projectId, testKey));
  if (!heals.data?.length) return null;
  return (
    <div className="mt-10">
      <Section
        title="Heals of this test"
        note="Taking one back makes a new version of the suite, and the test asks you before it is healed again."
      >
        <Panel className="divide-line divide-y">
          {heals.data.map((heal) => (
            <PastHeal key={heal.id} projectId={projectId} heal={heal} />
          ))}
        </Panel>
      </Section>
    </div>
  );
}

function PastHeal({ projectId, heal }: { projectId: string; heal: PastHealing }) {
  const queries = useQueryClient();
  const may = useMay('run:decide');
  const takeBack = useMutation({
    mutationFn: async () =>
      unwrap(
        await api.POST('/api/v1/projects/{id}/healings/{healing}/roll-back', {
          params: { path: { id: projectId, healing: heal.id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['projects', projectId] }),
  });
  const { words, tone } = states[heal.status];
  const canTakeBack = may && (heal.status === 'proven' || heal.status === 'applied');
  return (
    <div className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Pill tone={tone}>{words}</Pill>
        <span className="text-soft text-xs">{percent(heal.confidence)} sure</span>
        <Link to="/runs/$runId" params={{ runId: heal.runId }} className="text-soft grow text-xs underline">
          {ago(heal.at)}
        </Link>
        {canTakeBack ? (
          <Button small busy={takeBack.isPending} onClick={() => takeBack.mutate()}>
            <Undo2 className="size-3.5" aria-hidden /> Take it back
          </Button>
        ) : null}
      </div>
      <p className="mt-2 font-mono text-xs break-words">
        <span className="text-soft">{heal.oldLocator}</span>
        {heal.newLocator ? <> → {heal.newLocator}</> : null}
      </p>
      <Refusal error={takeBack.error} />
    </div>
  );
}
