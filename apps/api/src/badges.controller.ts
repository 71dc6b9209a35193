import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { isAppError } from '@testforge/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Public } from './auth.guard.js';
import { tenantOfBadge } from './badge-address.js';
import { renderBadge } from './badge-svg.js';
import { textual } from './describe-content.js';

/** How long a badge is answered from memory, in milliseconds. A README is read far more often than a run ends. */
const keptMs = 30_000;
const most = 10_000;
const Label = z.string().trim().min(1).max(60).catch('tests');
const Token = z.string().max(200).catch('');

@ApiTags('badges')
@Public()
@Controller('badges')
export class BadgesController {
  private readonly kept = new Map<string, { svg: string; etag: string; untilMs: number }>();

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
    const { svg, etag } = await this.remember(file, Token.parse(query['t']), label, request.id);
    const headers = { etag, 'cache-control': 'public, max-age=30', 'x-content-type-options': 'nosniff' };
    if (request.headers['if-none-match'] === etag) return void (await reply.status(304).headers(headers).send());
    await reply.type('image/svg+xml; charset=utf-8').headers(headers).send(svg);
  }

  private async remember(file: string, token: string, label: string, requestId: string) {
    const name = `${file} ${token} ${label}`;
    const known = this.kept.get(name);
    if (known && known.untilMs > Date.now()) return known;
    const svg = renderBadge(await this.statusOf(file.replace(/\.svg$/, ''), token, requestId), label);
    const etag = `"${createHash('sha1').update(svg).digest('base64url')}"`;
    if (this.kept.size >= most) this.kept.clear();
    const fresh = { svg, etag, untilMs: Date.now() + keptMs };
    this.kept.set(name, fresh);
    return fresh;
  }

  private async statusOf(projectId: string, token: string, requestId: string) {
    if (!z.uuid().safeParse(projectId).success) return 'unknown';
    const tenantId = token ? tenantOfBadge(this.deps, projectId, token) : await this.deps.findPublicBadge(projectId);
    if (!tenantId) return 'unknown';
    const [run] = await this.deps.details.listRunsOf({ tenantId, requestId }, projectId, 1).catch((error: unknown) => {
      if (isAppError(error)) return [];
      throw error;
    });
    return run?.status ?? 'unknown';
  }
}
