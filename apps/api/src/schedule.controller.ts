import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AppError, type TenantContext } from '@testforge/core';
import { ProjectSchedule } from '@testforge/runs';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands } from './auth.guard.js';
import { ProjectId, Schedule, SetSchedule } from './suite-schemas.js';

const none = (): AppError => new AppError('notFound', 'schedule.not_found', 'The project has no schedule.');

@ApiTags('projects')
@ApiBearerAuth()
@Controller('api/v1/projects/:id')
export class ScheduleController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get('schedule')
  @Demands('project:read')
  @ApiOperation({ operationId: 'getSchedule', summary: 'When the suite is run by itself' })
  @ApiOkResponse({ standardSchema: Schedule })
  async get(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<Schedule> {
    const schedule = await this.deps.runs.findSchedule(ctx, id);
    if (!schedule) throw none();
    return schedule;
  }

  @Put('schedule')
  @Demands('project:write')
  @ApiOperation({
    operationId: 'setSchedule',
    summary: 'Run the suite by itself; a firing is skipped while the run before it is under way',
  })
  @ApiOkResponse({ standardSchema: Schedule })
  async set(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: SetSchedule }) { run, ...when }: SetSchedule,
  ): Promise<Schedule> {
    await this.deps.projects.get(ctx, id);
    const schedule = ProjectSchedule.parse({ ...when, run });
    await this.deps.workflows.schedule({ tenantId: ctx.tenantId, projectId: id }, schedule);
    await this.deps.runs.keepSchedule(ctx, id, schedule);
    return schedule;
  }

  @Delete('schedule')
  @HttpCode(204)
  @Demands('project:write')
  @ApiOperation({ operationId: 'deleteSchedule', summary: 'Run the suite by itself no more' })
  @ApiNoContentResponse({ description: 'There is no schedule any more' })
  async delete(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<void> {
    await this.deps.projects.get(ctx, id);
    await this.deps.workflows.unschedule(id);
    await this.deps.runs.keepSchedule(ctx, id, null);
  }

  @Post('schedule/trigger')
  @HttpCode(202)
  @Demands('run:start')
  @ApiOperation({ operationId: 'triggerSchedule', summary: 'Run what is scheduled now' })
  @ApiAcceptedResponse({ standardSchema: Schedule })
  async trigger(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<Schedule> {
    const schedule = await this.get(ctx, id);
    if (!(await this.deps.workflows.trigger(id))) throw none();
    return schedule;
  }
}
