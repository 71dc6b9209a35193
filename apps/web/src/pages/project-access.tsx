import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { useRef, type FormEvent } from 'react';
import { api, unwrap, type Project } from '../api.js';
import { useMay } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Choice, Field } from '../ui/field.js';
import { Panel, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { Refusal } from '../ui/trouble.js';
import { ago } from '../words.js';
import { accessQuery } from './queries.js';

type Kept = Schemas['KeptAccess']['items'][number];

const words: Record<Kept['holds'][number], string> = {
  user: 'user',
  password: 'password',
  totpSecret: 'one-time codes',
  roles: 'further log-ins',
  logInPath: 'page of the log-in',
  basic: 'the browser’s own dialog',
  headers: 'headers',
  storageState: 'a session',
};

/** How runs enter the app: for which address something is kept, and a form that replaces it. Nothing of it is ever shown. */
export function ProjectAccess({ project }: { project: Project }) {
  const kept = useQuery(accessQuery(project.id));
  const { save, forget } = useAccess(project.id);
  const mayWrite = useMay('project:write');
  return (
    <Section title="Log-in" note="How runs enter the app. Kept sealed, for its address alone, and shown to nobody.">
      <Panel className="space-y-5 p-5">
        <Asked query={kept}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="text-soft">Nothing is kept: runs look at the app as a visitor.</p>
            ) : (
              <div className="flex flex-wrap items-start justify-between gap-3">
                <ul className="space-y-1">
                  {items.map((item) => (
                    <li key={item.origin}>
                      <b className="font-medium break-all">{item.origin}</b>{' '}
                      <span className="text-soft">
                        {item.holds.map((each) => words[each]).join(', ')} · {ago(item.since)}
                      </span>
                    </li>
                  ))}
                </ul>
                {mayWrite ? (
                  <Button small look="danger" busy={forget.isPending} onClick={() => forget.mutate()}>
                    Forget all
                  </Button>
                ) : null}
              </div>
            )
          }
        </Asked>
        {mayWrite ? <AccessForm project={project} save={save} /> : null}
        <Refusal error={save.error ?? forget.error} />
      </Panel>
    </Section>
  );
}

function useAccess(projectId: string) {
  const queries = useQueryClient();
  const path = { id: projectId };
  const { queryKey } = accessQuery(projectId);
  const save = useMutation({
    mutationFn: async (body: Schemas['SetAccess']) =>
      unwrap(await api.PUT('/api/v1/projects/{id}/access', { params: { path }, body })),
    onSuccess: (kept) => queries.setQueryData(queryKey, kept),
  });
  const forget = useMutation({
    mutationFn: async () => {
      const { error, response } = await api.DELETE('/api/v1/projects/{id}/access', { params: { path } });
      if (!response.ok) unwrap({ error, response });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  return { save, forget };
}

function AccessForm({ project, save }: { project: Project; save: ReturnType<typeof useAccess>['save'] }) {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string): string => String(data.get(name) ?? '');
    save.mutate(
      { url: text('url'), access: { user: text('user').trim(), password: text('password') } },
      { onSuccess: () => form.current?.reset() },
    );
  };
  return (
    <form ref={form} onSubmit={submit} className="grid gap-4 sm:grid-cols-3">
      <Choice label="At" name="url" defaultValue={project.baseUrl}>
        <option value={project.baseUrl}>{project.baseUrl}</option>
        {project.environments.map(({ name, baseUrl }) => (
          <option key={name} value={baseUrl}>
            {name}: {baseUrl}
          </option>
        ))}
      </Choice>
      <Field label="User of the app" name="user" required maxLength={500} autoComplete="off" />
      <Field
        label="Password of that user"
        name="password"
        type="password"
        required
        maxLength={1000}
        autoComplete="new-password"
      />
      <div className="flex items-center gap-3 sm:col-span-3">
        <Button type="submit" busy={save.isPending}>
          Keep it
        </Button>
        <span role="status" className="text-good text-sm">
          {save.isSuccess ? 'Kept.' : ''}
        </span>
      </div>
    </form>
  );
}
