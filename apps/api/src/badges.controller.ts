import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { isAppError } from '@testforge/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Public } from './auth.guard.js';
import { tenantOfBadge } from './badge-address.js';
import { renderBadge, type BadgeStatus } from './badge-svg.js';
import { textual } from './describe-content.js';
import { throttle } from './throttle.js';

/** How long a badge is answered from memory, in milliseconds. A README is read far more often than a run ends. */
const keptMs = 30_000;
const most = 10_000;
/** Badges a caller may ask for, a minute, that are not in memory. */
const fresh = { what: 'badges', most: 600 };
const Label = z.string().trim().min(1).max(60).catch('tests');
const Token = z.string().max(200).catch('');

@ApiTags('badges')
@Public()
@Controller('badges')
export class BadgesController {
  private readonly statuses = new Map<string, { status: BadgeStatus; untilMs: number }>();
  private readonly drawn = new Map<string, { svg: string; etag: string }>();

  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get(':file')
  @ApiOperation({
    operationId: 'getBadge',
    summary: 'The newest run of a project as an SVG badge; “unknown” rather than an error',
  })
  @ApiQuery({ name: 'label', required: false, schema: { type: 'string', maxLength: 60 } })
  @ApiQuery({
    name: 't',
    required: false,
    description: 'signature, for a badge that is not public',
    schema: { type: 'string' },
  })
  @ApiOkResponse({ content: textual('image/svg+xml') })
  async badge(
    @Param('file') file: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const label = Label.parse(query['label']);
    const { svg, etag } = this.draw(await this.statusOf(file, Token.parse(query['t']), request), label);
    const headers = { etag, 'cache-control': 'public, max-age=30', 'x-content-type-options': 'nosniff' };
    if (request.headers['if-none-match'] === etag) return void (await reply.status(304).headers(headers).send());
    await reply.type('image/svg+xml; charset=utf-8').headers(headers).send(svg);
  }

  private draw(status: BadgeStatus, label: string): { svg: string; etag: string } {
    const name = `${status} ${label}`;
    const known = this.drawn.get(name);
    if (known) return known;
    const svg = renderBadge(status, label);
    const drawn = { svg, etag: `"${createHash('sha1').update(svg).digest('base64url')}"` };
    if (this.drawn.size >= most) this.drawn.clear();
    this.drawn.set(name, drawn);
    return drawn;
  }

  /** From memory, by what the answer depends on alone: no label and no wrong token makes a new question. */
  private async statusOf(file: string, token: string, request: FastifyRequest): Promise<BadgeStatus> {
    const projectId = file.replace(/\.svg$/, '').toLowerCase();
    const signedFor = token ? tenantOfBadge(this.deps, projectId, token) : null;
    if (!z.uuid().safeParse(projectId).success || (token && !signedFor)) return 'unknown';
    const name = `${projectId} ${signedFor ?? 'public'}`;
    const known = this.statuses.get(name);
    if (known && known.untilMs > Date.now()) return known.status;
    await throttle(this.deps, request, fresh).catch((error: unknown) => {
      if (isAppError(error)) throw error;
      this.deps.log.warn({ err: error, requestId: request.id }, 'badges are not counted');
    });
    const status = await this.lookUp(projectId, signedFor, request.id);
    if (this.statuses.size >= most) this.statuses.clear();
    this.statuses.set(name, { status, untilMs: Date.now() + keptMs });
    return status;
  }

  private async lookUp(projectId: string, signedFor: string | null, requestId: string): Promise<BadgeStatus> {
    const tenantId = signedFor ?? (await this.deps.findPublicBadge(projectId));
    if (!tenantId) return 'unknown';
    const [run] = await this.deps.details.listRunsOf({ tenantId, requestId }, projectId, 1).catch((error: unknown) => {
      if (isAppError(error)) return [];
      throw error;
    });
    return run?.status ?? 'unknown';
  }
}
