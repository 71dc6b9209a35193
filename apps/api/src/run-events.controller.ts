import { Controller, Get, Headers, Inject, Param, Req, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isAppError, type TenantContext } from '@testforge/core';
import type { Principal } from '@testforge/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { bearerOf, Ctx, Demands, Who } from './auth.guard.js';
import { textual } from './describe-content.js';
import { createOpenStreams, type OpenStreams } from './open-streams.js';
import { RunId } from './schemas.js';
import { watchRun, type RunEvent } from './watch-run.js';

/** Proxies end connections on which nothing happens. */
const heartbeatMs = 15_000;
/** A browser that lost the stream asks again after this long, in milliseconds. */
const retryMs = 1000;

const frame = ({ id, event, data }: RunEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

interface Watcher {
  ctx: TenantContext;
  who: Principal;
  id: string;
  since: string | undefined;
}

@ApiTags('runs')
@ApiBearerAuth()
@Controller('api/v1/runs')
export class RunEventsController implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  private readonly streams: OpenStreams;

  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {
    this.streams = createOpenStreams(deps.maxStreams);
  }

  /** Open streams would keep the process from ending; their watchers ask again and are told the rest. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  @Get(':id/events')
  @Demands('run:read')
  @ApiOperation({
    operationId: 'watchRun',
    summary: 'The run as it is, then each change until its end, as server-sent events',
    description:
      'Events: `run` (a Run), `test` (one result), `end` (the Run at its end, after which the stream closes).',
  })
  @ApiHeader({
    name: 'last-event-id',
    required: false,
    description: 'The last event that was heard; the stream goes on from there',
    schema: { type: 'string', pattern: '^[0-9]{1,16}$' },
  })
  @ApiOkResponse({ content: textual('text/event-stream') })
  async watch(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: RunId }) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') since?: string,
  ): Promise<void> {
    // Refusals (no such run, too many streams) come before the stream begins, as problem documents.
    await this.deps.runs.get(ctx, id);
    const leave = this.streams.enter(who);
    try {
      await this.tell({ ctx, who, id, since }, request, reply);
    } finally {
      leave();
    }
  }

  private async tell({ ctx, who, id, since }: Watcher, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const gone = new AbortController();
    request.raw.once('close', () => gone.abort());
    // Whoever has left already says so no second time.
    if (request.raw.socket.destroyed) gone.abort();
    const signal = AbortSignal.any([gone.signal, this.stopping.signal]);
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': request.id,
    });
    out.write(`retry: ${retryMs}\n\n`);
    const heartbeat = setInterval(() => {
      out.write(':\n\n');
      // Whoever was let in long ago may have left since, or their token ended: they ask again, and are answered anew.
      void this.mayWatch(request).then((may) => (may ? undefined : gone.abort()));
    }, heartbeatMs);
    try {
      for await (const event of watchRun(this.deps, ctx, id, { who, since, signal }))
        await send(out, frame(event), signal);
    } catch (error) {
      // The stream has begun, so there is no problem document any more: it ends, and the watcher asks again.
      this.deps.log.warn({ err: error, requestId: request.id }, 'event stream cut off');
    } finally {
      clearInterval(heartbeat);
      out.end();
    }
  }

  private async mayWatch(request: FastifyRequest): Promise<boolean> {
    try {
      this.deps.identity.demand(await this.deps.identity.authenticate(bearerOf(request)), 'run:read');
      return true;
    } catch (error) {
      if (isAppError(error) && (error.kind === 'unauthenticated' || error.kind === 'forbidden')) return false;
      this.deps.log.warn({ err: error, requestId: request.id }, 'a watcher could not be looked at again');
      return true;
    }
  }
}

/** Waits for a slow reader instead of keeping what they have not taken. */
const send = (out: ServerResponse, text: string, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || out.write(text)) return resolve();
    const done = (): void => {
      out.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    out.once('drain', done);
    signal.addEventListener('abort', done, { once: true });
  });
