import { AppError } from '@testforge/core';
import type { AtomicCache } from '@testforge/platform/redis';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

const Session = z.object({
  userId: z.uuid(),
  tenantId: z.uuid(),
  hash: z.string(),
  /** The token before this one, and when it was replaced: a second tab may still hold it for a moment. */
  previous: z.object({ hash: z.string(), atMs: z.number() }).nullable(),
});
type Session = z.infer<typeof Session>;

export const refreshS = 7 * 86_400;
/** Two tabs that wake up together send the same token; that is no theft. */
const graceMs = 10_000;

export interface RefreshedSession {
  sessionId: string;
  userId: string;
  tenantId: string;
  /** Null when another tab has just got the next one. */
  refreshToken: string | null;
}

/** Refresh tokens, `session.secret`, in Redis: each is good once, and using one twice ends its session. */
export interface Sessions {
  open(who: { userId: string; tenantId: string }): Promise<{ sessionId: string; refreshToken: string }>;
  /** Throws `unauthenticated auth.bad_refresh`, with one answer for unknown, expired, ended and used twice. */
  refresh(refreshToken: string): Promise<RefreshedSession>;
  /** Ends the session whose token this is; a token that is not good ends nothing. */
  end(refreshToken: string): Promise<void>;
}

const keyOf = (sessionId: string): string => `auth:session:${sessionId}`;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const newToken = (sessionId: string): string => `${sessionId}.${randomBytes(32).toString('base64url')}`;
const refused = (): AppError => new AppError('unauthenticated', 'auth.bad_refresh', 'Sign in again.');

export function createSessions({ cache, now = Date.now }: { cache: AtomicCache; now?: () => number }): Sessions {
  const find = async (token: string): Promise<{ sessionId: string; kept: unknown; session: Session } | null> => {
    const sessionId = token.split('.', 1)[0] ?? '';
    if (!z.uuid().safeParse(sessionId).success) return null;
    const kept = await cache.getJson(keyOf(sessionId));
    const session = Session.safeParse(kept);
    return session.success ? { sessionId, kept, session: session.data } : null;
  };
  const wasJustReplaced = ({ previous }: Session, token: string): boolean =>
    previous?.hash === hashOf(token) && now() - previous.atMs < graceMs;

  const refresh: Sessions['refresh'] = async (token) => {
    const found = await find(token);
    if (!found) throw refused();
    const { sessionId, kept, session } = found;
    const { userId, tenantId } = session;
    if (wasJustReplaced(session, token)) return { sessionId, userId, tenantId, refreshToken: null };
    if (session.hash !== hashOf(token)) {
      // Somebody uses a token a second time: whoever stole it, the session is over for both.
      await cache.remove(keyOf(sessionId));
      throw refused();
    }
    const refreshToken = newToken(sessionId);
    const next: Session = {
      ...session,
      hash: hashOf(refreshToken),
      previous: { hash: session.hash, atMs: now() },
    };
    const replaced = await cache.replaceJson(keyOf(sessionId), kept, next, refreshS);
    return { sessionId, userId, tenantId, refreshToken: replaced ? refreshToken : null };
  };

  return {
    refresh,
    open: async ({ userId, tenantId }) => {
      const sessionId = randomUUID();
      const refreshToken = newToken(sessionId);
      const session: Session = { userId, tenantId, hash: hashOf(refreshToken), previous: null };
      await cache.setJson(keyOf(sessionId), session, refreshS);
      return { sessionId, refreshToken };
    },
    end: async (token) => {
      const found = await find(token);
      if (found && (found.session.hash === hashOf(token) || wasJustReplaced(found.session, token)))
        await cache.remove(keyOf(found.sessionId));
    },
  };
}
