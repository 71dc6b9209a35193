import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TenantContext } from '@testforge/core';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands } from './auth.guard.js';
import { KeptAccess, ProjectId, SetAccess } from './project-schemas.js';

/** How the app of a project is entered: given, replaced and forgotten, and never shown. */
@ApiTags('projects')
@ApiBearerAuth()
@Controller('api/v1/projects/:id/access')
export class AccessController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get()
  @Demands('project:read')
  @ApiOperation({ operationId: 'getAccess', summary: 'For which origins it is kept how to enter the app, never how' })
  @ApiOkResponse({ standardSchema: KeptAccess })
  async get(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<KeptAccess> {
    await this.deps.projects.get(ctx, id);
    return { items: await this.deps.access.list(ctx, id) };
  }

  @Put()
  @Demands('project:write')
  @ApiOperation({
    operationId: 'setAccess',
    summary: 'Keep how the app is entered, sealed, in the place of what was kept for its origin',
  })
  @ApiOkResponse({ standardSchema: KeptAccess })
  async set(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: SetAccess }) { url, access }: SetAccess,
  ): Promise<KeptAccess> {
    await this.deps.projects.get(ctx, id);
    await this.deps.access.keep(ctx, id, url, access);
    return { items: await this.deps.access.list(ctx, id) };
  }

  @Delete()
  @HttpCode(204)
  @Demands('project:write')
  @ApiOperation({ operationId: 'forgetAccess', summary: 'Forget how the app is entered' })
  @ApiNoContentResponse({ description: 'Nothing is kept any more' })
  async forget(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<void> {
    await this.deps.projects.get(ctx, id);
    await this.deps.access.forget(ctx, id);
  }
}
