import type { Fault } from './fault.js';
import { samePage } from '../verdicts.js';

/** A request on its way to the app. */
export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export type Send = (asked: Asked) => Promise<Answered>;

export interface Secrets {
  password?: string | undefined;
  /** What somebody who is inside was last seen to send, before the tests of any build begin. */
  insider?: { cookie?: string };
}

/** The app with its bug: sends on, or not, what comes in, and answers in the app's place. */
export type Behaviour = (asked: Asked, send: Send) => Promise<Answered>;

const html = (status: number, body: string): Answered => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(body),
});

const typeOf = ({ headers }: Pick<Asked, 'headers'>): string => String(headers['content-type'] ?? '');
const isRefusal = ({ status }: Answered): boolean =>
  status === 401 || status === 403 || (status >= 300 && status < 400);

/** `met` is called each time that the bug had its chance. What has no part on the server's side is sent on as it is. */
export function createBehaviour(fault: Fault | null, secrets: Secrets, met: () => void): Behaviour {
  if (!fault || !('at' in fault)) return (asked, send) => send(asked);
  const behave = onItsAddress(fault, secrets, met);
  return (asked, send) => {
    const hit = asked.method === fault.at.method && samePage(asked.path, fault.at.template);
    return hit ? behave(asked, send) : send(asked);
  };
}

function onItsAddress(
  fault: Extract<Fault, { at: unknown }>,
  { password, insider }: Secrets,
  met: () => void,
): Behaviour {
  const counted =
    (behave: Behaviour): Behaviour =>
    (asked, send) => {
      met();
      return behave(asked, send);
    };
  switch (fault.effect) {
    case 'fails':
      return counted(() =>
        Promise.resolve(html(500, '<!doctype html><title>Error</title><h1>Internal Server Error</h1>')),
      );
    case 'drops':
      return counted(({ path }) => Promise.resolve(playBack(fault.answer, path)));
    case 'repeats':
      return counted(async (asked, send) => {
        const answered = await send(asked);
        await send(asked);
        return answered;
      });
    case 'redirects':
      return async (asked, send) => {
        const answered = await send(asked);
        if (answered.headers['location'] === undefined) return answered;
        met();
        return { ...answered, headers: { ...answered.headers, location: fault.to } };
      };
    case 'ignoresQuery':
      return (asked, send) => send(withoutParam(asked, fault.param, met));
    case 'keepsFirstValue':
      return (asked, send) => send(changed(asked, fault.field, () => fault.first, met));
    case 'answersStale':
      return answerStale(met);
    case 'opensToGuests':
      return openToGuests(insider ?? {}, met);
    case 'takesAnyPassword':
      return (asked, send) => send(changed(asked, fault.field, () => password, met));
    case 'acceptsAnything':
      return (asked, send) => send(filledIn(asked, fault.fields, met));
  }
}

const playBack = (
  { status, location, contentType, body }: Extract<Fault, { effect: 'drops' }>['answer'],
  asked: string,
): Answered => ({
  status,
  // What was made for a run has the name that it was asked by.
  headers: {
    ...(location ? { location: location.replace(':id', asked.split('?')[0]?.split('/').at(-1) ?? '') } : {}),
    ...(contentType ? { 'content-type': contentType } : {}),
  },
  body: Buffer.from(body),
});

function withoutParam(asked: Asked, param: string, met: () => void): Asked {
  const url = new URL(asked.path, 'http://app');
  if (!url.searchParams.get(param)) return asked;
  met();
  url.searchParams.delete(param);
  return { ...asked, path: url.pathname + url.search };
}

const filledIn = (asked: Asked, fields: Record<string, string>, met: () => void): Asked =>
  Object.entries(fields).reduce(
    (all, [field, instead]) => changed(all, field, (value) => (value === '' ? instead : value), met),
    asked,
  );

/** A form's field as it arrives. Forms of one kind only; another is sent on as it came. */
function changed(asked: Asked, field: string, to: (value: string) => string | undefined, met: () => void): Asked {
  if (!typeOf(asked).includes('application/x-www-form-urlencoded')) return asked;
  const form = new URLSearchParams(asked.body.toString('utf8'));
  const value = form.get(field) ?? '';
  const wanted = to(value);
  if (wanted === undefined || wanted === value) return asked;
  met();
  form.set(field, wanted);
  const body = Buffer.from(form.toString());
  return { ...asked, body, headers: { ...asked.headers, 'content-length': String(body.length) } };
}

/** Each visitor's own, told apart by the cookies. */
function answerStale(met: () => void): Behaviour {
  const kept = new Map<string, Answered>();
  return async (asked, send) => {
    const name = `${String(asked.headers['cookie'] ?? '')} ${asked.path}`;
    const known = kept.get(name);
    if (known) {
      met();
      return known;
    }
    const answered = await send(asked);
    if (answered.status === 200 && asked.headers['cookie'] !== undefined)
      kept.set(name, { ...answered, headers: { ...answered.headers, 'set-cookie': undefined } });
    return answered;
  };
}

function openToGuests(insider: { cookie?: string }, met: () => void): Behaviour {
  return async (asked, send) => {
    const answered = await send(asked);
    if (!isRefusal(answered) || insider.cookie === undefined) return answered;
    met();
    return send({ ...asked, headers: { ...asked.headers, cookie: insider.cookie } });
  };
}
