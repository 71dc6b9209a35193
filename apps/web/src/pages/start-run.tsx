import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Schemas } from '@testforge/sdk/api';
import { Play } from 'lucide-react';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api.js';
import { Button } from '../ui/button.js';
import { Choice, Field } from '../ui/field.js';
import { Panel } from '../ui/panel.js';
import { Refusal } from '../ui/trouble.js';
import { toStartRun } from './to-start-run.js';

/** Starts a run and goes to watch it. */
export function useStartRun() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['StartRun']) =>
      unwrap(await api.POST('/api/v1/runs', { body, params: { header: {} } })),
    onSuccess: async (run) => {
      void queries.invalidateQueries({ queryKey: ['projects'] });
      await navigate({ to: '/runs/$runId', params: { runId: run.id } });
    },
  });
}

/** From an address to a run: one field, and the rest for those who want it. */
export function StartRun({ autoFocus = false }: { autoFocus?: boolean }) {
  const start = useStartRun();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    start.mutate(toStartRun(new FormData(event.currentTarget)));
  };
  return (
    <Panel className="p-5">
      <form onSubmit={submit}>
        <div className="flex flex-col gap-3 sm:flex-row sm:items-end">
          <Field
            className="grow"
            label="Address of your app"
            name="url"
            type="text"
            inputMode="url"
            required
            placeholder="http://localhost:3000"
            autoComplete="url"
            // The one thing to do on an empty installation.
            autoFocus={autoFocus}
          />
          <Button type="submit" look="primary" busy={start.isPending}>
            <Play className="size-4" aria-hidden /> {start.isPending ? 'Starting …' : 'Start a run'}
          </Button>
        </div>
        <details className="mt-3">
          <summary className="text-soft hover:text-ink w-fit rounded text-xs font-medium">
            Options: name, release, what it may do, log-in
          </summary>
          <div className="mt-4 grid gap-4 sm:grid-cols-2">
            <Field label="Project" name="project" maxLength={100} hint="Default: the address without its path." />
            <Field label="Release" name="release" maxLength={100} hint="A label for people, such as 2.4.1." />
            <Choice
              label="It may"
              name="interaction"
              defaultValue=""
              hint="Left open: what the project says; a new one may write to apps on this machine and only read elsewhere."
            >
              <option value="">decide by the address</option>
              <option value="read">only read</option>
              <option value="write">write what its tests need</option>
              <option value="disposable">do anything: the app is disposable</option>
            </Choice>
            <div />
            <Field
              label="User"
              name="user"
              autoComplete="off"
              hint="If the app has a log-in. Kept sealed, never shown."
            />
            <Field label="Password" name="password" type="password" autoComplete="new-password" />
          </div>
        </details>
        <Refusal error={start.error} />
      </form>
    </Panel>
  );
}
