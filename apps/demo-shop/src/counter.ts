import type { FastifyReply, FastifyRequest } from 'fastify';
import { readInput } from './input-names.js';
import type { FormInput } from './forms.js';
import type { Html } from './html.js';
import type { Look } from './look.js';
import type { Rules } from './rules.js';
import type { Account, Session, Store } from './store.js';
import { createVisits } from './visit.js';
import { renderPage, type PageContext } from './views/page.js';

/** One request at the counter: who asks, what was sent, and how to answer. */
export interface Visit {
  readonly session: Session;
  readonly input: FormInput;
  readonly account: Account | null;
  readonly show: (title: string, view: (page: PageContext) => Html, status?: number) => FastifyReply;
  /** Sends the visitor on to another page, which says the notice once. */
  readonly goTo: (path: string, notice?: string) => FastifyReply;
  readonly renewSession: () => Session;
}

export type Receive = (request: FastifyRequest, reply: FastifyReply) => Visit;

export interface Counter {
  readonly store: Store;
  readonly look: Look;
  readonly rules: Rules;
  readonly receive: Receive;
}

export const createCounter = (store: Store, look: Look, rules: Rules): Counter => {
  const visits = createVisits(store);

  const pageOf = (request: FastifyRequest, session: Session, account: Account | null): PageContext => {
    const notice = session.notice;
    session.notice = null;
    return {
      look,
      rules,
      notice,
      csrfToken: session.csrfToken,
      visitorName: account && rules.greetingName(account),
      cartCount: rules.cartCount(session),
      path: request.url.split('?')[0] ?? '/',
      query: readInput(request.query).q ?? '',
    };
  };

  const receive: Receive = (request, reply) => {
    const session = visits.sessionOf(request, reply);
    const account = store.accounts.get(session.accountId ?? '') ?? null;
    return {
      session,
      account,
      input: readInput(request.method === 'POST' ? request.body : request.query),
      show: (title, view, status = 200) => {
        const page = pageOf(request, session, account);
        return reply
          .code(status)
          .type('text/html; charset=utf-8')
          .send(renderPage(page, title, view(page)));
      },
      goTo: (path, notice) => {
        if (notice !== undefined) visits.sessionOf(request, reply).notice = notice;
        return reply.redirect(path, 303);
      },
      renewSession: () => visits.renew(request, reply),
    };
  };

  return { store, look, rules, receive };
};
