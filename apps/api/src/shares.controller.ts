import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AppError, type TenantContext } from '@testforge/core';
import type { ShareRecord } from '@testforge/runs';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands } from './auth.guard.js';
import { NewShare, Share, ShareId, ShareList } from './detail-schemas.js';
import { RunId } from './schemas.js';

@ApiTags('share')
@ApiBearerAuth()
@Controller('api/v1/runs/:id/share')
export class SharesController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get()
  @Demands('report:read')
  @ApiOperation({ operationId: 'listShares', summary: 'Links to this run’s report that still work' })
  @ApiOkResponse({ standardSchema: ShareList })
  async list(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<{ items: Share[] }> {
    await this.deps.runs.get(ctx, id);
    return { items: (await this.deps.shares.list(ctx, id)).map((share) => this.show(share)) };
  }

  @Post()
  @Demands('run:share')
  @ApiOperation({
    operationId: 'createShare',
    summary: 'Make a link that shows the report to people without an account',
  })
  @ApiCreatedResponse({ standardSchema: Share })
  async create(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Body({ schema: NewShare }) { password, expiresAt, maxViews }: NewShare,
  ): Promise<Share> {
    const run = await this.deps.runs.get(ctx, id);
    if (!run.outcome) throw new AppError('conflict', 'report.not_ready', 'There is no report to share yet.');
    const share = await this.deps.shares.create(ctx, id, {
      passwordHash: password ? await this.deps.passwords.hash(password) : null,
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      maxViews: maxViews ?? null,
    });
    return this.show(share);
  }

  @Delete(':shareId')
  @HttpCode(204)
  @Demands('run:share')
  @ApiOperation({ operationId: 'revokeShare', summary: 'End a link at once' })
  @ApiNoContentResponse({ description: 'The link shows nothing any more' })
  revoke(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Param('shareId', { schema: ShareId }) shareId: string,
  ): Promise<void> {
    return this.deps.shares.revoke(ctx, id, shareId);
  }

  private show({ code, ...share }: ShareRecord): Share {
    return { ...share, url: `${this.deps.publicUrl}/r/${code}` };
  }
}
