import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api.js';
import { useMay } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy.js';
import { Choice, Field } from '../ui/field.js';
import { Panel, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { Refusal } from '../ui/trouble.js';
import { ago } from '../words.js';
import { keysQuery } from './queries.js';

const scopes: Record<string, { words: string; grants: string[] }> = {
  ci: {
    words: 'start runs and read reports',
    grants: ['project:read', 'run:read', 'run:start', 'run:cancel', 'report:read'],
  },
  read: { words: 'only read', grants: ['project:read', 'run:read', 'report:read'] },
  all: { words: 'everything you may do', grants: ['*'] },
};

const isMeant = ({ name }: Schemas['ApiKey']): boolean =>
  window.confirm(`Revoke “${name}”? Whatever uses it is refused at once.`);

export function ApiKeys() {
  const keys = useQuery(keysQuery);
  const queries = useQueryClient();
  const mayWrite = useMay('key:write');
  const renew = () => queries.invalidateQueries(keysQuery);
  const create = useMutation({
    mutationFn: async (body: Schemas['NewApiKey']) => unwrap(await api.POST('/api/v1/api-keys', { body })),
    onSuccess: renew,
  });
  const revoke = useMutation({
    mutationFn: async (keyId: string) => {
      const { error } = await api.DELETE('/api/v1/api-keys/{keyId}', { params: { path: { keyId } } });
      if (error) throw new Error('The key could not be revoked. Try again.');
    },
    onSuccess: renew,
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.mutate({ name: String(form.get('name')), scopes: scopes[String(form.get('scope'))]?.grants ?? [] });
  };
  return (
    <Section
      title="API keys"
      note="For the command line, CI and scripts. A key never does more than you may do yourself."
    >
      <Asked query={keys} lines={2}>
        {(items) => (
          <Panel className="divide-line divide-y">
            {items.map((key) => (
              <div key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
                <span className="grow">
                  <span className="font-medium">{key.name}</span>{' '}
                  <code className="text-soft text-xs">
                    {key.prefix}… · {key.scopes.join(' ')}
                  </code>
                </span>
                <span className="text-soft text-xs">made {ago(key.createdAt)}</span>
                {mayWrite ? (
                  <Button
                    small
                    look="danger"
                    onClick={() => isMeant(key) && revoke.mutate(key.id)}
                    aria-label={`Revoke ${key.name}`}
                  >
                    Revoke
                  </Button>
                ) : null}
              </div>
            ))}
            {mayWrite ? (
              <form onSubmit={submit} className="flex flex-wrap items-end gap-3 p-4">
                <Field label="New key for" name="name" required maxLength={100} placeholder="CI" className="grow" />
                <Choice label="It may" name="scope" defaultValue="ci">
                  {Object.entries(scopes).map(([value, { words }]) => (
                    <option key={value} value={value}>
                      {words}
                    </option>
                  ))}
                </Choice>
                <Button type="submit" busy={create.isPending}>
                  Make a key
                </Button>
              </form>
            ) : null}
          </Panel>
        )}
      </Asked>
      {create.data ? (
        <Panel className="border-accent mt-3 p-4">
          <p className="font-medium">Copy it now: it is not shown again.</p>
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <code className="bg-raised rounded px-2 py-1 text-xs break-all">{create.data.key}</code>
            <CopyButton text={create.data.key} />
          </div>
        </Panel>
      ) : null}
      <Refusal error={create.error ?? revoke.error} />
    </Section>
  );
}
