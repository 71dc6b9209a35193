import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api.js';
import { useMay, useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy.js';
import { Choice, Field } from '../ui/field.js';
import { Panel, Section } from '../ui/panel.js';
import { Asked } from '../ui/query.js';
import { Refusal } from '../ui/trouble.js';
import { moment } from '../words.js';
import { membersQuery } from './queries.js';

type Member = Schemas['Member'];
type Role = Schemas['SetRole']['role'];

const roles: Record<Role, string> = {
  owner: 'owner: everything',
  admin: 'admin: everything',
  developer: 'developer: projects, runs, answers',
  viewer: 'viewer: only look',
};
const RoleOptions = () =>
  Object.entries(roles).map(([value, words]) => (
    <option key={value} value={value}>
      {words}
    </option>
  ));

/** Who may come in, and as what. */
export function Members() {
  const members = useQuery(membersQuery);
  const mayWrite = useMay('member:write');
  return (
    <Section title="Members" note="Whoever is removed loses their keys at once.">
      <Asked query={members} lines={2}>
        {(items) => (
          <Panel className="divide-line divide-y">
            {items.map((member) => (
              <MemberLine key={member.userId} member={member} mayWrite={mayWrite} />
            ))}
            {mayWrite ? <Invite /> : null}
          </Panel>
        )}
      </Asked>
    </Section>
  );
}

const isMeant = ({ email }: Member): boolean => window.confirm(`Remove ${email}? Their keys end at once.`);

function MemberLine({ member, mayWrite }: { member: Member; mayWrite: boolean }) {
  const queries = useQueryClient();
  const me = useSession()?.me.user?.id;
  const renew = () => queries.invalidateQueries(membersQuery);
  const path = { userId: member.userId };
  const setRole = useMutation({
    mutationFn: async (role: Role) =>
      unwrap(await api.PATCH('/api/v1/members/{userId}', { params: { path }, body: { role } })),
    onSettled: renew,
  });
  const remove = useMutation({
    mutationFn: async () => {
      const { error, response } = await api.DELETE('/api/v1/members/{userId}', { params: { path } });
      if (!response.ok) unwrap({ error, response });
    },
    onSettled: renew,
  });
  return (
    <div className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="min-w-0 grow break-words">
          <span className="font-medium">{member.displayName || member.email}</span>
          {member.displayName ? <span className="text-soft"> {member.email}</span> : null}
          {member.userId === me ? <span className="text-soft text-xs"> · you</span> : null}
        </span>
        {mayWrite ? (
          <>
            <select
              aria-label={`Role of ${member.email}`}
              className="border-line-strong bg-surface h-8 rounded-md border px-2 text-xs"
              value={member.role}
              disabled={setRole.isPending}
              onChange={(event) => setRole.mutate(event.target.value as Role)}
            >
              <RoleOptions />
            </select>
            <Button small look="danger" busy={remove.isPending} onClick={() => isMeant(member) && remove.mutate()}>
              Remove<span className="sr-only"> {member.email}</span>
            </Button>
          </>
        ) : (
          <span className="text-soft text-xs">{member.role}</span>
        )}
      </div>
      <Refusal error={setRole.error ?? remove.error} />
    </div>
  );
}

function Invite() {
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: async (body: Schemas['Invite']) => unwrap(await api.POST('/api/v1/members', { body })),
    onSuccess: () => queries.invalidateQueries(membersQuery),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    invite.mutate({ email: String(form.get('email')), role: String(form.get('role')) as Role });
  };
  return (
    <div className="p-4">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field label="Invite" name="email" type="email" required placeholder="name@example.com" className="grow" />
        <Choice label="As" name="role" defaultValue="developer">
          <RoleOptions />
        </Choice>
        <Button type="submit" busy={invite.isPending}>
          Make a link
        </Button>
      </form>
      {invite.data ? (
        <div className="mt-4">
          <p className="font-medium">
            Give this link to {invite.data.member.email} and nobody else. It signs them in, once, until{' '}
            {moment(invite.data.expiresAt)}.
          </p>
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <code className="bg-raised rounded px-2 py-1 text-xs break-all">{invite.data.url}</code>
            <CopyButton text={invite.data.url} />
          </div>
        </div>
      ) : null}
      <Refusal error={invite.error} />
    </div>
  );
}
