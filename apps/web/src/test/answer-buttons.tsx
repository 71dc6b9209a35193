import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { Check, CircleCheck, CircleX, LoaderCircle, PenLine, ThumbsUp, X } from 'lucide-react';
import { useEffect } from 'react';
import { api, unwrap, type ReportedTest } from '../api.js';
import { answersQuery, isUnderWay, reportQuery } from '../pages/queries.js';
import { useMay, useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Refusal } from '../ui/trouble.js';
import { moment } from '../words.js';

type Answer = Schemas['Answer'];
type Kind = Answer['kind'];
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
  return [...(canApprove ? (['approve'] as const) : []), 'intended', 'reject'];
}

const buttons: Record<Kind, { words: string; icon: typeof Check; look: 'primary' | 'plain' | 'danger' }> = {
  approve: { words: 'Approve the repair', icon: Check, look: 'primary' },
  intended: { words: 'The change is intended', icon: ThumbsUp, look: 'plain' },
  reject: { words: 'Reject', icon: X, look: 'danger' },
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
  const give = useMutation({
    mutationFn: async (kind: Kind) =>
      unwrap(
        await api.POST('/api/v1/runs/{id}/answers', {
          params: { path: { id: runId } },
          body: { test: test.key, kind, alike: alike > 0 },
        }),
      ),
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
      {latest ? <Given runId={runId} answer={latest} name={name ?? 'owner'} may={may} /> : null}
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
              <Button key={kind} look={look} busy={give.isPending} onClick={() => give.mutate(kind)}>
                <Icon className="size-4" aria-hidden /> {words}
              </Button>
            );
          })}
        </div>
      ) : null}
      {open && choices.length && !may ? (
        <p className="text-soft text-xs">Your role may look at this, but not answer.</p>
      ) : null}
      <Refusal error={give.error} />
    </div>
  );
}

const working: Record<Kind, string> = {
  approve: 'The repaired test is run from the start. The repair counts only if it passes.',
  reject: 'Your answer is being written down.',
  intended: 'The step is observed twice on this build, so that you sign what was really seen.',
};
const applied: Record<Kind, string> = {
  approve: 'The repair was proven and is kept.',
  reject: 'The repair was rejected. The test stays as it was.',
  intended: 'The new behaviour is what the test expects now.',
};

function Given({ runId, answer, name, may }: { runId: string; answer: Answer; name: string; may: boolean }) {
  return (
    <div role="status" className="mb-3">
      {isUnderWay(answer) ? (
        <p className="text-accent flex items-center gap-2 font-medium">
          <LoaderCircle className="size-4 animate-spin" aria-hidden />{' '}
          {answer.signedAt ? 'Signed. The suite gets its new version.' : working[answer.kind]}
        </p>
      ) : answer.status === 'refused' ? (
        <p className="text-bad flex items-start gap-2 font-medium">
          <CircleX className="mt-0.5 size-4 shrink-0" aria-hidden /> Not carried out: {answer.why}. Nothing has changed.
        </p>
      ) : answer.status === 'applied' ? (
        <p className="text-good flex items-center gap-2 font-medium">
          <CircleCheck className="size-4" aria-hidden /> {applied[answer.kind]}
        </p>
      ) : (
        <ToSign runId={runId} answer={answer} name={name} may={may} />
      )}
      <p className="text-soft mt-1 text-xs">
        Said by {answer.saidBy}, {moment(answer.createdAt)}
        {answer.signedBy && answer.signedAt ? `; signed by ${answer.signedBy}, ${moment(answer.signedAt)}` : ''}
      </p>
    </div>
  );
}

/** The difference as it was seen twice; it counts when somebody signs it. */
function ToSign({ runId, answer, name, may }: { runId: string; answer: Answer; name: string; may: boolean }) {
  const queries = useQueryClient();
  const sign = useMutation({
    mutationFn: async () =>
      unwrap(
        await api.POST('/api/v1/runs/{id}/answers/{answer}/sign', {
          params: { path: { id: runId, answer: answer.id } },
          body: { alike: true },
        }),
      ),
    onSettled: () => queries.invalidateQueries(answersQuery(runId)),
  });
  return (
    <div>
      <p className="font-medium">Seen twice on this build. This is what the test would expect from now on:</p>
      <ul className="my-3 space-y-3">
        {answer.changes.map((change) => (
          <li key={change.stepKey}>
            <p className="text-soft text-xs">{change.stepTitle}</p>
            <p className="bg-bad-tint mt-1 rounded-t px-2 py-1 font-mono text-xs break-words">− {change.before}</p>
            <p className="bg-good-tint rounded-b px-2 py-1 font-mono text-xs break-words">+ {change.after}</p>
          </li>
        ))}
      </ul>
      {may ? (
        <Button look="primary" busy={sign.isPending} onClick={() => sign.mutate()}>
          <PenLine className="size-4" aria-hidden /> Sign as {name}
        </Button>
      ) : null}
      <Refusal error={sign.error} />
    </div>
  );
}
