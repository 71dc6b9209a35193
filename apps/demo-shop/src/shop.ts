import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { breakRules, type BugName } from './bugs.js';
import { createCounter, type Counter } from './counter.js';
import { driftedLook, type DriftName } from './drifts.js';
import { releases, type Release } from './release.js';
import { rules } from './rules.js';
import { createStore, resetStore } from './store.js';
import { accountRoutes } from './routes/account.js';
import { assetRoutes } from './routes/assets.js';
import { cartRoutes } from './routes/cart.js';
import { catalogueRoutes } from './routes/catalogue.js';
import { checkoutRoutes } from './routes/checkout.js';
import { informationRoutes } from './routes/information.js';
import { expiredFormPage, notFoundPage, serverErrorPage } from './views/information.js';

export interface ShopOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** 1, the default, or the redesigned 2. */
  readonly release?: Release;
  /** Switched on in addition to those of the release. */
  readonly drifts?: readonly DriftName[];
  /** Switched on in addition to those of the release. */
  readonly bugs?: readonly BugName[];
  /** Adds `POST /__reset`, which forgets all data. */
  readonly allowReset?: boolean;
}

export interface Shop {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Guards that browsers offer. */
const guards = { 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' };

const addPages = (app: FastifyInstance, counter: Counter): void => {
  app.addHook<{ Body: { csrf?: string } | undefined }>('preHandler', async (request, reply) => {
    if (request.method !== 'POST') return;
    const { session, show } = counter.receive(request, reply);
    if (request.body?.csrf !== session.csrfToken) return show('Form expired', expiredFormPage, 403);
  });
  catalogueRoutes(app, counter);
  cartRoutes(app, counter);
  checkoutRoutes(app, counter);
  accountRoutes(app, counter);
  informationRoutes(app, counter);
};

const addFailures = (app: FastifyInstance, counter: Counter): void => {
  app.setNotFoundHandler((request, reply) => counter.receive(request, reply).show('Not found', notFoundPage, 404));
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    return counter.receive(request, reply).show('Error', serverErrorPage, status);
  });
};

/** Starts a shop with data of its own and resolves once it listens. Rejects if the port is taken. */
export const createShop = async (options: ShopOptions = {}): Promise<Shop> => {
  const { port = 0, host = '127.0.0.1', release = 1, allowReset = false } = options;
  const look = driftedLook([...new Set([...releases[release].drifts, ...(options.drifts ?? [])])]);
  const broken = breakRules(rules, [...new Set([...releases[release].bugs, ...(options.bugs ?? [])])]);
  const store = createStore();
  const counter = createCounter(store, look, broken);

  const app = fastify({ logger: { level: 'error' }, forceCloseConnections: true });
  app.addHook('onSend', async (_request, reply) => void reply.headers(guards));
  await app.register(fastifyCookie);
  await app.register(fastifyFormbody);
  addFailures(app, counter);
  await assetRoutes(app, look);
  await app.register(async (pages) => addPages(pages, counter));
  if (allowReset)
    app.post('/__reset', (_request, reply) => {
      resetStore(store);
      return reply.code(204).send();
    });

  await app.listen({ port, host });
  const address = app.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return { url: `http://${host}:${bound}`, port: bound, close: () => app.close() };
};
