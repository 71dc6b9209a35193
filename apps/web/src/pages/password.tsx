import { useMutation } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import type { FormEvent } from 'react';
import { api, unwrap } from '../api.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Refusal } from '../ui/trouble.js';

/** One's own password; who came by a link sets their first one here. */
export function Password() {
  const change = useMutation({
    mutationFn: async (body: Schemas['ChangePassword']) => {
      const { error, response } = await api.POST('/api/v1/auth/password', { body });
      if (!response.ok) unwrap({ error, response });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const current = String(form.get('current'));
    change.mutate({ next: String(form.get('next')), ...(current ? { current } : {}) });
  };
  return (
    <details className="mt-4">
      <summary className="text-accent cursor-pointer text-sm">Change the password</summary>
      <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-3">
        <Field label="Now" name="current" type="password" autoComplete="current-password" placeholder="none yet" />
        <Field label="New" name="next" type="password" autoComplete="new-password" required minLength={10} />
        <Button type="submit" busy={change.isPending}>
          Set it
        </Button>
      </form>
      {change.isSuccess ? (
        <p role="status" className="text-good mt-2 text-sm">
          The new password counts from now on.
        </p>
      ) : null}
      <Refusal error={change.error} />
    </details>
  );
}
