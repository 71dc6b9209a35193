import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import type { FormEvent } from 'react';
import { api, ownAddress, unwrap, type Project } from '../api.js';
import { useMay } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy.js';
import { Choice, Field, Lines } from '../ui/field.js';
import { Panel, Section } from '../ui/panel.js';
import { Refusal } from '../ui/trouble.js';
import { environmentLines, toEnvironments } from './environment-lines.js';
import { ProjectAccess } from './project-access.js';
import { projectQuery } from './queries.js';

type Patch = Schemas['ProjectPatch'];

const toPatch = (form: FormData): Patch => {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  return {
    name: text('name'),
    baseUrl: text('baseUrl'),
    interaction: text('interaction') as Project['interaction'],
    origins: text('origins')
      .split(/[\s,]+/)
      .filter(Boolean),
    environments: toEnvironments(text('environments')),
    healing: { mode: text('mode') as Project['healing']['mode'] },
    settings: { publicBadge: form.get('publicBadge') === 'on' },
  };
};

export function ProjectSettings({ project }: { project: Project }) {
  const queries = useQueryClient();
  const mayWrite = useMay('project:write');
  const save = useMutation({
    mutationFn: async (body: Patch) =>
      unwrap(await api.PATCH('/api/v1/projects/{id}', { params: { path: { id: project.id } }, body })),
    onSuccess: (saved) => {
      queries.setQueryData(projectQuery(project.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['projects'], exact: true });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(toPatch(new FormData(event.currentTarget)));
  };
  return (
    <>
      <form onSubmit={submit}>
        <fieldset disabled={!mayWrite} className="contents">
          <Section title="Project" note={mayWrite ? undefined : 'You may look at this, but not change it.'}>
            <Panel className="grid gap-4 p-5 sm:grid-cols-2">
              <Field label="Name" name="name" defaultValue={project.name} required maxLength={100} />
              <Field label="Address" name="baseUrl" type="url" defaultValue={project.baseUrl} required />
              <Choice label="Runs may" name="interaction" defaultValue={project.interaction}>
                <option value="read">only read</option>
                <option value="write">write what the tests need</option>
                <option value="disposable">do anything: the app is disposable</option>
              </Choice>
              <Choice
                label="Healing"
                name="mode"
                defaultValue={project.healing.mode}
                hint="Whatever you choose, an expectation is never changed by healing."
              >
                <option value="automatic">by itself where it is sure, else ask</option>
                <option value="ask">always ask first</option>
                <option value="never">never</option>
              </Choice>
              <Field
                className="sm:col-span-2"
                label="Further origins"
                name="origins"
                defaultValue={project.origins.join(' ')}
                placeholder="https://api.example.com"
                hint="Addresses besides the app’s own that its pages may use, separated by spaces."
              />
              <Lines
                className="sm:col-span-2"
                label="Environments"
                name="environments"
                rows={Math.max(2, project.environments.length + 1)}
                defaultValue={environmentLines(project.environments)}
                placeholder="staging https://staging.example.com"
                hint="Further addresses on which the suite may be run, one a line: a name, then the address."
              />
              <label className="flex items-center gap-2 sm:col-span-2">
                <input
                  type="checkbox"
                  name="publicBadge"
                  defaultChecked={project.settings.publicBadge}
                  className="size-4"
                />
                Everybody may see the badge
              </label>
              <div className="flex items-center gap-3 sm:col-span-2">
                <Button type="submit" look="primary" busy={save.isPending} disabled={!mayWrite}>
                  Save
                </Button>
                <span role="status" className="text-good text-sm">
                  {save.isSuccess ? 'Saved.' : ''}
                </span>
              </div>
              <Refusal error={save.error} />
            </Panel>
          </Section>
        </fieldset>
      </form>
      <ProjectAccess project={project} />
      <Section title="Badge" note="For a README. It shows how the newest run ended.">
        <Panel className="flex flex-wrap items-center gap-4 p-5">
          <img src={ownAddress(project.badgeUrl)} alt="Badge of this project" className="h-5" />
          <CopyButton text={`![tests](${project.badgeUrl})`} label="Copy Markdown" />
        </Panel>
      </Section>
    </>
  );
}
