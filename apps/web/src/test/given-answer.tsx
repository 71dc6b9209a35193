import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { CircleCheck, CircleX, LoaderCircle, PenLine } from 'lucide-react';
import { api, unwrap } from '../api.js';
import { answersQuery, isUnderWay } from '../pages/queries.js';
import { Button } from '../ui/button.js';
import { Refusal } from '../ui/trouble.js';
import { moment } from '../words.js';

type Answer = Schemas['Answer'];
type Kind = Answer['kind'];

const working: Record<Kind, string> = {
  approve: 'The repaired test is run from the start. The repair counts only if it passes.',
  modify: 'The test is run from the start with your element. It counts only if the test passes.',
  reject: 'Your answer is being written down.',
  intended: 'The step is observed twice on this build, so that you sign what was really seen.',
};
const applied: Record<Kind, string> = {
  approve: 'The repair was proven and is kept.',
  modify: 'Your element was proven and is kept.',
  reject: 'The repair was rejected. The test stays as it was.',
  intended: 'The new behaviour is what the test expects now.',
};

/** What became of the answer that was given. */
export function GivenAnswer({
  runId,
  answer,
  name,
  may,
}: {
  runId: string;
  answer: Answer;
  name: string;
  may: boolean;
}) {
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
      {answer.locator === null ? null : <code className="mt-1 block text-xs break-words">{answer.locator}</code>}
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
