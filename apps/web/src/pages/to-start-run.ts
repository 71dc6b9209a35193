import type { Schemas } from '@testforge/sdk/api';

const levels = ['read', 'write', 'disposable'] as const;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** People type `localhost:3000`; a machine wants the scheme. Hosts of one's own are rarely behind TLS. */
export function completeAddress(typed: string): string {
  if (/^https?:\/\//i.test(typed)) return typed;
  const isOwn = /^(localhost|127\.|10\.|192\.168\.|\[::1\]|0\.0\.0\.0|[^./:]+(:\d+)?(\/|$))/.test(typed);
  return `${isOwn ? 'http' : 'https'}://${typed}`;
}

/** What the form asks for; what was left empty takes its default. */
export function toStartRun(form: FormData): Schemas['StartRun'] {
  const interaction = levels.find((level) => level === textOf(form, 'interaction'));
  const [project, release, user] = ['project', 'release', 'user'].map((name) => textOf(form, name));
  const password = form.get('password');
  return {
    url: completeAddress(textOf(form, 'url')),
    ...(project ? { project } : {}),
    ...(release ? { release } : {}),
    ...(interaction ? { interaction } : {}),
    ...(user && typeof password === 'string' ? { access: { user, password } } : {}),
  };
}
