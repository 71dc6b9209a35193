import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { TenantContext } from '@testforge/core';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands } from './auth.guard.js';
import {
  NewProject,
  Project,
  ProjectCursor,
  ProjectId,
  ProjectPage,
  ProjectPatch,
  RunLines,
  type RunLine,
} from './project-schemas.js';
import { showProject, showProjects, toLine } from './project-view.js';
import { PageLimit } from './schemas.js';

const limitQuery = {
  name: 'limit',
  required: false,
  schema: { type: 'integer' as const, minimum: 1, maximum: 100, default: 20 },
};

@ApiTags('projects')
@ApiBearerAuth()
@Controller('api/v1/projects')
export class ProjectsController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get()
  @Demands('project:read')
  @ApiOperation({ operationId: 'listProjects', summary: 'Projects by name, with their newest runs' })
  @ApiQuery(limitQuery)
  @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string', maxLength: 200 } })
  @ApiOkResponse({ standardSchema: ProjectPage })
  async list(
    @Ctx() ctx: TenantContext,
    @Query('limit', { schema: PageLimit }) limit: number,
    @Query('cursor', { schema: ProjectCursor }) cursor?: string,
  ): Promise<ProjectPage> {
    const projects = await this.deps.projects.list(ctx, { limit, after: cursor });
    return {
      items: await showProjects(this.deps, ctx, projects),
      next: projects.length === limit ? (projects.at(-1)?.name ?? null) : null,
    };
  }

  @Post()
  @Demands('project:write')
  @ApiOperation({ operationId: 'createProject', summary: 'Make a project' })
  @ApiCreatedResponse({ standardSchema: Project })
  async create(@Ctx() ctx: TenantContext, @Body({ schema: NewProject }) body: NewProject): Promise<Project> {
    return showProject(this.deps, ctx, await this.deps.projects.create(ctx, body));
  }

  @Get(':id')
  @Demands('project:read')
  @ApiOperation({ operationId: 'getProject', summary: 'One project' })
  @ApiOkResponse({ standardSchema: Project })
  async get(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<Project> {
    return showProject(this.deps, ctx, await this.deps.projects.get(ctx, id));
  }

  @Patch(':id')
  @Demands('project:write')
  @ApiOperation({ operationId: 'updateProject', summary: 'Change what is named, and nothing else' })
  @ApiOkResponse({ standardSchema: Project })
  async update(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: ProjectPatch }) body: ProjectPatch,
  ): Promise<Project> {
    return showProject(this.deps, ctx, await this.deps.projects.update(ctx, id, body));
  }

  @Get(':id/runs')
  @Demands('run:read')
  @ApiOperation({
    operationId: 'listProjectRuns',
    summary: 'The newest runs of a project, with what became of their tests',
  })
  @ApiQuery(limitQuery)
  @ApiOkResponse({ standardSchema: RunLines })
  async runs(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: ProjectId }) id: string,
    @Query('limit', { schema: PageLimit }) limit: number,
  ): Promise<{ items: RunLine[] }> {
    await this.deps.projects.get(ctx, id);
    return { items: (await this.deps.details.listRunsOf(ctx, id, limit)).map(toLine) };
  }
}
