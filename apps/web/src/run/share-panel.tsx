import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { Lock } from 'lucide-react';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api.js';
import { sharesQuery } from '../pages/queries.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy.js';
import { Choice, Field } from '../ui/field.js';
import { Asked } from '../ui/query.js';
import { Refusal } from '../ui/trouble.js';
import { amount, moment } from '../words.js';

const dayMs = 86_400_000;

/** Links that show the report to people without an account. */
export function SharePanel({ runId }: { runId: string }) {
  const queries = useQueryClient();
  const shares = useQuery(sharesQuery(runId));
  const renew = () => queries.invalidateQueries(sharesQuery(runId));
  const create = useMutation({
    mutationFn: async (body: Schemas['NewShare']) =>
      unwrap(await api.POST('/api/v1/runs/{id}/share', { params: { path: { id: runId } }, body })),
    onSuccess: renew,
  });
  const revoke = useMutation({
    mutationFn: async (shareId: string) => {
      const { error } = await api.DELETE('/api/v1/runs/{id}/share/{shareId}', {
        params: { path: { id: runId, shareId } },
      });
      if (error) throw new Error('The link could not be ended. Try again.');
    },
    onSuccess: renew,
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password') ?? '');
    const days = Number(form.get('days'));
    create.mutate({
      ...(password ? { password } : {}),
      ...(days ? { expiresAt: new Date(Date.now() + days * dayMs).toISOString() } : {}),
    });
  };
  return (
    <div className="space-y-5">
      <form onSubmit={submit} className="grid gap-3 sm:grid-cols-2">
        <Choice label="Ends after" name="days" defaultValue="30">
          <option value="1">a day</option>
          <option value="7">a week</option>
          <option value="30">a month</option>
          <option value="0">never</option>
        </Choice>
        <Field label="Password" name="password" type="text" autoComplete="off" minLength={4} placeholder="none" />
        <Button type="submit" look="primary" busy={create.isPending} className="sm:col-span-2">
          Make a link
        </Button>
        <Refusal error={create.error} />
      </form>
      <Asked query={shares} lines={1}>
        {(items) => (
          <ul className="space-y-3">
            {items.map((share) => (
              <li key={share.id} className="border-line rounded-lg border p-3">
                <p className="flex items-center gap-1.5 font-mono text-xs break-all">
                  {share.hasPassword ? <Lock className="size-3.5 shrink-0" aria-label="With a password" /> : null}
                  {share.url}
                </p>
                <p className="text-soft mt-1 text-xs">
                  {amount(share.views, 'view')} ·{' '}
                  {share.expiresAt ? `until ${moment(share.expiresAt)}` : 'does not end by itself'}
                </p>
                <div className="mt-2 flex gap-2">
                  <CopyButton text={share.url} label="Copy link" />
                  <Button small look="danger" onClick={() => revoke.mutate(share.id)}>
                    End it
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Asked>
      <Refusal error={revoke.error} />
    </div>
  );
}
