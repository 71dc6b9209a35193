import type { FastifyReply, FastifyRequest } from 'fastify';
import { openSession, type Session, type Store } from './store.js';

const cookieName = 'sid';
const cookie = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

export interface Visits {
  /** The session of a request; a visitor without one gets it, and its cookie, now. */
  readonly sessionOf: (request: FastifyRequest, reply: FastifyReply) => Session;
  /** Gives the visitor a new session with the same cart, as one must on a log-in. */
  readonly renew: (request: FastifyRequest, reply: FastifyReply) => Session;
}

export const createVisits = (store: Store): Visits => {
  const current = new WeakMap<FastifyRequest, Session>();

  const start = (request: FastifyRequest, reply: FastifyReply, from?: Session): Session => {
    const session = openSession(store, from);
    current.set(request, session);
    reply.setCookie(cookieName, session.id, cookie);
    return session;
  };

  const sessionOf: Visits['sessionOf'] = (request, reply) =>
    current.get(request) ?? store.sessions.get(request.cookies[cookieName] ?? '') ?? start(request, reply);

  const renew: Visits['renew'] = (request, reply) => {
    const old = sessionOf(request, reply);
    store.sessions.delete(old.id);
    return start(request, reply, old);
  };

  return { sessionOf, renew };
};
