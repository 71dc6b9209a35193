import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { ownPath } from '../session/own-path.js';
import { logIn, logInWithKey, redeemLink, register } from '../session/session.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Panel } from '../ui/panel.js';
import { Refusal } from '../ui/trouble.js';

const ways = { password: 'E-mail', key: 'API key', register: 'New account' } as const;
type Way = keyof typeof ways;

/** Takes the code of a sign-in link out of the address, so that it stays in no history. */
function takeCode(): string | null {
  const code = /^#code=([A-Za-z0-9_-]+)$/.exec(window.location.hash)?.[1] ?? null;
  if (code) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return code;
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

const enter: Record<Way, (form: FormData) => Promise<void>> = {
  password: (form) => logIn({ email: textOf(form, 'email'), password: textOf(form, 'password') }),
  key: (form) => logInWithKey(textOf(form, 'key').trim()),
  register: (form) => register({ email: textOf(form, 'email'), password: textOf(form, 'password') }),
};

export function SignInPage() {
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const [way, setWay] = useState<Way>('password');
  const inside = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
    onSuccess: () => navigate({ href: ownPath(to, window.location.origin) }),
  });
  const { mutate } = inside;
  const code = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (code.current !== undefined) return;
    code.current = takeCode();
    const { current } = code;
    if (current) mutate(() => redeemLink(current));
  }, [mutate]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    mutate(() => enter[way](form));
  };
  return (
    <main className="mx-auto flex min-h-screen max-w-sm flex-col justify-center p-5">
      <div className="mb-6 flex items-center gap-3">
        <img src="/favicon.svg" alt="" className="size-9" />
        <div>
          <h1 className="text-lg font-semibold">Sign in to TestForge</h1>
          <p className="text-soft">Tests that a team trusts.</p>
        </div>
      </div>
      <Panel className="p-5">
        <div role="group" aria-label="How to sign in" className="bg-raised mb-5 flex rounded-md p-0.5">
          {(Object.keys(ways) as Way[]).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={way === each}
              onClick={() => {
                setWay(each);
                inside.reset();
              }}
              className="text-soft aria-pressed:bg-surface aria-pressed:text-ink grow rounded px-2 py-1.5 text-xs font-medium aria-pressed:shadow-sm"
            >
              {ways[each]}
            </button>
          ))}
        </div>
        <form key={way} onSubmit={submit} className="space-y-4">
          {way === 'key' ? (
            <Field
              label="API key"
              name="key"
              type="password"
              required
              autoComplete="off"
              placeholder="tf_live_…"
              hint="On your own machine it lies in .testforge/local-key. It is used once and not kept here."
            />
          ) : (
            <>
              <Field label="E-mail" name="email" type="email" required autoComplete="username" />
              <Field
                label="Password"
                name="password"
                type="password"
                required
                minLength={way === 'register' ? 10 : undefined}
                autoComplete={way === 'register' ? 'new-password' : 'current-password'}
                hint={way === 'register' ? 'At least 10 characters.' : undefined}
              />
            </>
          )}
          <Button type="submit" look="primary" className="w-full" busy={inside.isPending}>
            {inside.isPending ? 'One moment …' : way === 'register' ? 'Make an account' : 'Sign in'}
          </Button>
          <Refusal error={inside.error} />
        </form>
      </Panel>
      <p className="text-soft mt-4 text-center text-xs">
        “npm start” prints a link that signs you in on your own machine.
      </p>
    </main>
  );
}
