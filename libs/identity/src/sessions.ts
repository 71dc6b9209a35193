import { AppError } from '@testforge/core';
import type { AtomicCache } from '@testforge/platform/redis';
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { keepEnded, wasEnded } from './ended-sessions.js';
import type { SignedIn } from './people.js';

const Session = z.object({
  userId: z.uuid(),
  tenantId: z.uuid(),
  /** The API key whose link it was opened with; a session of somebody's password has none. */
  keyId: z.uuid().nullable().default(null),
  openedAtMs: z.number(),
  hash: z.string(),
  /** Stamps every token of this session, so that an old one can be told from a guess. Opens nothing. */
  stamp: z.string(),
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
  open(who: SignedIn): Promise<{ sessionId: string; refreshToken: string }>;
  /**
   * Throws `unauthenticated auth.bad_refresh`, with one answer for unknown, guessed, expired, ended, used twice, and opened
   * by a key that is good no more.
   */
  refresh(refreshToken: string): Promise<RefreshedSession>;
  /** Ends the session whose token this is, and tells whether it did; a token that is not good ends nothing. */
  end(refreshToken: string): Promise<boolean>;
  /**
   * The API key that a session goes back to, null where it is none. Throws `unauthenticated auth.bad_refresh` for a session
   * that is over: an access token outlives it by minutes.
   */
  findKey(sessionId: string): Promise<string | null>;
  /** Ends all sessions of a person but this one: none of them gets another token, and no sign-in code from before opens one. */
  endOthers(userId: string, sessionId: string | null): Promise<void>;
}

const keyOf = (sessionId: string): string => `auth:session:${sessionId}`;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const stampOf = (stamp: string, secret: string): string =>
  createHmac('sha256', stamp).update(secret).digest('base64url').slice(0, 22);

function newToken(sessionId: string, stamp: string): string {
  const secret = randomBytes(32).toString('base64url');
  return `${sessionId}.${secret}.${stampOf(stamp, secret)}`;
}

/** Whether this session ever gave the token out. Its id is no secret: a guess must not end it. */
function wasGiven(token: string, { stamp }: Session): boolean {
  const [, secret = '', given = ''] = token.split('.');
  const [expected, bytes] = [Buffer.from(stampOf(stamp, secret)), Buffer.from(given)];
  return expected.length === bytes.length && timingSafeEqual(expected, bytes);
}

const refused = (): AppError => new AppError('unauthenticated', 'auth.bad_refresh', 'Sign in again.');

interface SessionDeps {
  cache: AtomicCache;
  /** Whether a key is neither revoked nor expired. */
  isKeyGood: (tenantId: string, keyId: string) => Promise<boolean>;
  now?: () => number;
}

export function createSessions({ cache, isKeyGood, now = Date.now }: SessionDeps): Sessions {
  const isOver = async (sessionId: string, { userId, tenantId, keyId, openedAtMs }: Session): Promise<boolean> =>
    (await wasEnded(cache, { userId, sinceMs: openedAtMs, sessionId })) ||
    (keyId !== null && !(await isKeyGood(tenantId, keyId)));
  const find = async (token: string): Promise<{ sessionId: string; kept: unknown; session: Session } | null> => {
    const sessionId = token.split('.', 1)[0] ?? '';
    if (!z.uuid().safeParse(sessionId).success) return null;
    const kept = await cache.getJson(keyOf(sessionId));
    const session = Session.safeParse(kept);
    if (!session.success || (await isOver(sessionId, session.data))) return null;
    return { sessionId, kept, session: session.data };
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
      if (wasGiven(token, session)) await cache.remove(keyOf(sessionId));
      throw refused();
    }
    const refreshToken = newToken(sessionId, session.stamp);
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
    open: async ({ userId, tenantId, keyId = null }) => {
      const sessionId = randomUUID();
      const stamp = randomBytes(16).toString('base64url');
      const refreshToken = newToken(sessionId, stamp);
      const hash = hashOf(refreshToken);
      const session: Session = { userId, tenantId, keyId, openedAtMs: now(), hash, stamp, previous: null };
      await cache.setJson(keyOf(sessionId), session, refreshS);
      return { sessionId, refreshToken };
    },
    end: async (token) => {
      const found = await find(token);
      const isGood = found && (found.session.hash === hashOf(token) || wasJustReplaced(found.session, token));
      if (isGood) await cache.remove(keyOf(found.sessionId));
      return Boolean(isGood);
    },
    findKey: async (sessionId) => {
      const found = await find(sessionId);
      if (!found) throw refused();
      return found.session.keyId;
    },
    // A session that is not used for as long as this is kept is over by itself.
    endOthers: (userId, sessionId) => keepEnded(cache, userId, { atMs: now(), but: sessionId, ttlS: refreshS }),
  };
}
