import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { Check, Crosshair, ThumbsUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api, unwrap, type ReportedTest } from '../api.js';
import { answersQuery, reportQuery } from '../pages/queries.js';
import { useMay, useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Refusal } from '../ui/trouble.js';
import { GivenAnswer } from './given-answer.js';
import { ModifyForm } from './modify-form.js';

type Kind = Schemas['Answer']['kind'];
type Failure = NonNullable<ReportedTest['failure']>;

/** What a person may say to this failure. */
export function choicesFor({
  outcome,
  waitingFor,
  proposals,
}: Pick<Failure, 'outcome' | 'waitingFor' | 'proposals'>): Kind[] {
  if (outcome === 'regression') return ['intended'];
  if (outcome !== 'waiting') return [];
  const canApprove = waitingFor === 'approval' && proposals.some(({ newLocator }) => newLocator);
  const canModify = waitingFor === 'approval' || proposals.some(({ decision }) => decision !== 'heal');
  return [
    ...(canApprove ? (['approve'] as const) : []),
    ...(canModify ? (['modify'] as const) : []),
    'intended',
    'reject',
  ];
}

const buttons: Record<Kind, { words: string; icon: typeof Check; look: 'primary' | 'plain' | 'danger' }> = {
  approve: { words: 'Approve the repair', icon: Check, look: 'primary' },
  modify: { words: 'Use another element', icon: Crosshair, look: 'plain' },
  intended: { words: 'The change is intended', icon: ThumbsUp, look: 'plain' },
  reject: { words: 'Reject', icon: X, look: 'danger' },
};

/** What an answer leads to, said before it is given. */
const consequences: Partial<Record<Kind, string>> = {
  approve: 'Approve: the repaired test is run from the start, and the repair is kept only if it passes.',
  intended:
    'Intended: the step is observed twice on this build; what is seen then is shown to you, and counts once you sign it.',
  reject: 'Reject: the test stays as it was.',
};

/** Asks the person, and shows what became of their answer. */
export function AnswerButtons({ runId, test, failure }: { runId: string; test: ReportedTest; failure: Failure }) {
  const queries = useQueryClient();
  const may = useMay('run:decide');
  const user = useSession()?.me.user;
  const name = user?.displayName || user?.email;
  const answers = useQuery(answersQuery(runId));
  const report = useQuery(reportQuery(runId));
  const asking = report.data?.questions?.find(({ tests }) => tests.includes(test.key))?.tests ?? [];
  /** Other tests that wait with the same question; the answer is theirs too. */
  const alike = asking.filter((key) => key !== test.key).length;
  const latest = answers.data?.findLast((answer) => answer.test === test.key);
  const [choosing, setChoosing] = useState(false);
  const give = useMutation({
    mutationFn: async (said: { kind: Kind; locator?: string }) =>
      unwrap(
        await api.POST('/api/v1/runs/{id}/answers', {
          params: { path: { id: runId } },
          body: { test: test.key, ...said, alike: alike > 0 },
        }),
      ),
    onSuccess: () => setChoosing(false),
    onSettled: () => queries.invalidateQueries(answersQuery(runId)),
  });
  const status = latest?.status;
  useEffect(() => {
    // An answer that counts changes the report, the suite and what waits.
    if (status === 'applied')
      void queries.invalidateQueries({ predicate: ({ queryKey }) => !queryKey.includes('answers') });
  }, [status, queries]);
  const open = !latest || latest.status === 'refused';
  const choices = choicesFor(failure);
  if (choices.length === 0 && !latest) return null;
  return (
    <div className="border-line mt-4 border-t pt-4">
      {latest ? <GivenAnswer runId={runId} answer={latest} name={name ?? 'owner'} may={may} /> : null}
      {open && choices.length && may ? (
        <div className="flex flex-wrap gap-2">
          {alike ? (
            <p className="text-soft w-full text-xs">
              The answer is given to {alike === 1 ? 'another test' : `${alike} other tests`} with the same question too;
              each is proven by itself.
            </p>
          ) : null}
          {choices.map((kind) => {
            const { words, icon: Icon, look } = buttons[kind];
            return (
              <Button
                key={kind}
                look={look}
                busy={give.isPending}
                onClick={() => (kind === 'modify' ? setChoosing(true) : give.mutate({ kind }))}
              >
                <Icon className="size-4" aria-hidden /> {words}
              </Button>
            );
          })}
          <ul className="text-soft w-full text-xs">
            {choices.map((kind) => (consequences[kind] ? <li key={kind}>{consequences[kind]}</li> : null))}
          </ul>
        </div>
      ) : null}
      {open && may && choosing ? (
        <ModifyForm
          busy={give.isPending}
          onGive={(locator) => give.mutate({ kind: 'modify', locator })}
          onCancel={() => setChoosing(false)}
        />
      ) : null}
      {open && choices.length && !may ? (
        <p className="text-soft text-xs">Your role may look at this, but not answer.</p>
      ) : null}
      <Refusal error={give.error} />
    </div>
  );
}
