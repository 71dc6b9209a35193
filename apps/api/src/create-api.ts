import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, healRequestBytes } from '@testforge/core';
import type { ApiDeps } from './api-deps.js';
import { AppModule } from './app.module.js';
import { describeApi } from './describe-api.js';
import { isKnownHost } from './known-host.js';
import { problemOf, problemType } from './problem.filter.js';

/** Largest request body, in bytes; a heal's holds a whole page. */
const bodyLimitBytes = 1024 * 1024;
const healRoute = '/api/v1/heal';
const requestTimeoutMs = 30_000;
/** Longest part of an address: above the longest key of a test, so that a schema refuses it, and no router hides it. */
const maxParamLength = 500;

/** The API, ready to listen. */
export async function createApi(deps: ApiDeps): Promise<{ app: NestFastifyApplication; description: OpenAPIObject }> {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength },
    genReqId: () => randomUUID(),
    trustProxy: deps.trustedProxies.length > 0 ? deps.trustedProxies : false,
    frameworkErrors: refuse,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(deps), adapter, { logger: false });
  watchRequests(app, deps);
  const description = describeApi(app);
  SwaggerModule.setup('docs', app, description, { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
  app.enableShutdownHooks();
  await app.init();
  return { app, description };
}

/** What never reaches Nest, nor its filter: an address that cannot be read, a request for another host. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request.id);
  void reply
    .status(problem.status)
    .header('x-request-id', request.id)
    .header('content-type', problemType)
    .send(problem);
}

const otherHost = (): AppError =>
  new AppError(
    'forbidden',
    'http.other_host',
    'Nobody reaches this API under that name; PUBLIC_URL says the one that is.',
  );

const otherSite = (): AppError =>
  new AppError('forbidden', 'http.other_site', 'Nobody is signed in or out by the page of another site.');

/** A browser says so of itself. The route counts, not the address as it was written. */
const isSentByOtherSite = ({ method, headers, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' &&
  headers['sec-fetch-site'] === 'cross-site' &&
  (routeOptions.url?.startsWith('/api/v1/auth/') ?? false);

/** Request id, structured log and metrics of every request, and the refusal of those that were meant for another host. */
function watchRequests(app: NestFastifyApplication, { log, metrics, publicUrl }: ApiDeps): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      if (route.url === healRoute) route.bodyLimit = healRequestBytes;
    })
    .addHook('onRequest', async (request, reply) => {
      void reply.header('x-request-id', request.id);
      const isKnown = isKnownHost(request.headers.host, publicUrl);
      if (isKnown && !isSentByOtherSite(request)) return undefined;
      refuse(isKnown ? otherSite() : otherHost(), request, reply);
      return reply;
    })
    .addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'unmatched';
      metrics.requests.inc({ method: request.method, route, status: String(reply.statusCode) });
      metrics.requestSeconds.observe({ method: request.method, route }, reply.elapsedTime / 1000);
      log.info(
        {
          requestId: request.id,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'request',
      );
    });
}
