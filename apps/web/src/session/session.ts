import { ApiProblem, createApiClient, unwrap, type Schemas } from '@testforge/sdk/api';

export type Session = Schemas['SignedInSession'];

/**
 * The access token lives in memory only. What outlives a reload is the session's id (here) and the refresh secret (in a
 * cookie that no page can read); neither is good without the other.
 */
const storageKey = 'testforge.session';
const plain = createApiClient({ server: window.location.origin });
/** A token that ends within this many milliseconds is renewed before it is used. */
const renewBeforeMs = 30_000;

interface Held {
  session: Session;
  untilMs: number;
}
let held: Held | null = null;
let renewing: Promise<Session | null> | null = null;
const listeners = new Set<() => void>();

export const currentSession = (): Session | null => held?.session ?? null;

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

window.addEventListener('storage', ({ key, newValue }) => {
  if (key === storageKey && newValue === null) hold(null);
});

function hold(session: Session | null): void {
  held = session && { session, untilMs: Date.now() + session.expiresInS * 1000 };
  if (session) localStorage.setItem(storageKey, session.sessionId);
  else localStorage.removeItem(storageKey);
  for (const listener of listeners) listener();
}

/** The token for the next request, renewed when it is about to end; null when nobody is signed in. */
export async function bearer(): Promise<string | null> {
  if (held && held.untilMs - Date.now() > renewBeforeMs) return held.session.accessToken;
  return (await refreshSession())?.accessToken ?? null;
}

/** Renews the session, once for all who ask at the same moment. Null when it is over. */
export function refreshSession(): Promise<Session | null> {
  renewing ??= renew().finally(() => (renewing = null));
  return renewing;
}

async function renew(): Promise<Session | null> {
  const id = localStorage.getItem(storageKey);
  // Signed out in another tab.
  if (!id) {
    if (held) hold(null);
    return null;
  }
  try {
    const session = unwrap(
      await plain.POST('/api/v1/auth/refresh', { params: { header: { 'x-testforge-session': id } } }),
    );
    hold(session);
    return session;
  } catch (error) {
    // Only the server's word ends a session; while it is away the page waits.
    if (error instanceof ApiProblem && error.status === 401) {
      hold(null);
      return null;
    }
    throw error;
  }
}

export async function logIn(body: Schemas['LogInRequest']): Promise<void> {
  hold(unwrap(await plain.POST('/api/v1/auth/login', { body })));
}

export async function register(body: Schemas['Register']): Promise<void> {
  hold(unwrap(await plain.POST('/api/v1/auth/register', { body })));
}

export async function redeemLink(code: string): Promise<void> {
  hold(unwrap(await plain.POST('/api/v1/auth/links/redeem', { body: { code } })));
}

/** A key is used once to open a session and is not kept. */
export async function logInWithKey(key: string): Promise<void> {
  const { url } = unwrap(await plain.POST('/api/v1/auth/links', { headers: { authorization: `Bearer ${key}` } }));
  await redeemLink(new URL(url).hash.replace('#code=', ''));
}

export async function logOut(): Promise<void> {
  const id = localStorage.getItem(storageKey) ?? undefined;
  await plain.POST('/api/v1/auth/logout', { params: { header: id ? { 'x-testforge-session': id } : {} } });
  hold(null);
}
