import { accessTokenS, refreshS, type SignedIn } from '@testforge/identity';
import type { FastifyReply } from 'fastify';
import type { PeopleDeps } from './people-deps.js';
import type { SignedInSession } from './people-schemas.js';
import { setRefreshCookie } from './refresh-cookie.js';

type Deps = Pick<PeopleDeps, 'people' | 'sessions' | 'tokens' | 'publicUrl'>;

/** Opens a session for somebody who has just shown who they are. */
export async function openSession(
  deps: Deps,
  who: SignedIn,
  { reply, requestId }: { reply: FastifyReply; requestId: string },
): Promise<SignedInSession> {
  const { sessionId, refreshToken } = await deps.sessions.open(who);
  setRefreshCookie(reply, deps.publicUrl, halfOf(refreshToken), refreshS);
  return describeSession(deps, { ...who, sessionId }, requestId);
}

/** The session as its holder sees it, with a fresh access token. */
export async function describeSession(
  { people, tokens }: Deps,
  { userId, tenantId, sessionId }: SignedIn & { sessionId: string },
  requestId: string,
): Promise<SignedInSession> {
  const { grants, ...member } = await people.getMember({ tenantId, requestId }, userId);
  const accessToken = await tokens.sign({ userId, tenantId, sessionId, grants });
  return { accessToken, expiresInS: accessTokenS, sessionId, me: { ...member, grants } };
}

/** What goes into the cookie; the session's id stays with the page, and neither is good alone. */
export const halfOf = (refreshToken: string): string => refreshToken.slice(refreshToken.indexOf('.') + 1);
