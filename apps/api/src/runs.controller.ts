import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Report, type TenantContext } from '@testforge/core';
import type { Principal } from '@testforge/identity';
import type { FastifyReply } from 'fastify';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands, Who } from './auth.guard.js';
import { binary, textual } from './describe-content.js';
import { exportSuite } from './export-suite.js';
import { untrustedFileHeaders } from './untrusted-file.js';
import { renderings, showRun, summarise } from './run-view.js';
import {
  cursorOf,
  ExportFormat,
  exportFormats,
  PageCursor,
  PageLimit,
  Run,
  RunId,
  RunPage,
  StartRun,
  SuiteVersionNumber,
} from './schemas.js';
import { startRun } from './start-run.js';

@ApiTags('runs')
@ApiBearerAuth()
@Controller('api/v1/runs')
export class RunsController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Post()
  @HttpCode(202)
  @Demands('run:start')
  @ApiOperation({ operationId: 'startRun', summary: 'Start a run' })
  @ApiHeader({
    name: 'idempotency-key',
    required: false,
    description: 'The same key gives the same run',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiAcceptedResponse({ standardSchema: Run })
  async start(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Body({ schema: StartRun }) body: StartRun,
    @Headers('idempotency-key') key?: string,
  ): Promise<Run> {
    const wanted = { request: body, who, ...(key === undefined ? {} : { idempotencyKey: key }) };
    return showRun(this.deps, ctx, (await startRun(this.deps, ctx, wanted)).id, who);
  }

  @Get()
  @Demands('run:read')
  @ApiOperation({ operationId: 'listRuns', summary: 'Runs, newest first' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } })
  @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string', maxLength: 200 } })
  @ApiOkResponse({ standardSchema: RunPage })
  async list(
    @Ctx() ctx: TenantContext,
    @Query('limit', { schema: PageLimit }) limit: number,
    @Query('cursor', { schema: PageCursor }) cursor?: PageCursor,
  ): Promise<RunPage> {
    const items = await this.deps.runs.list(ctx, { limit, before: cursor });
    const last = items.length === limit ? items.at(-1) : undefined;
    return { items: items.map(summarise), next: last ? cursorOf(last) : null };
  }

  @Get(':id')
  @Demands('run:read')
  @ApiOperation({ operationId: 'getRun', summary: 'One run, with its stages and progress' })
  @ApiOkResponse({ standardSchema: Run })
  get(@Ctx() ctx: TenantContext, @Who() who: Principal, @Param('id', { schema: RunId }) id: string): Promise<Run> {
    return showRun(this.deps, ctx, id, who);
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @Demands('run:cancel')
  @ApiOperation({ operationId: 'cancelRun', summary: 'Stop a run; it still reports' })
  @ApiAcceptedResponse({ standardSchema: Run })
  async cancel(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: RunId }) id: string,
  ): Promise<Run> {
    const run = await this.deps.runs.get(ctx, id);
    const found = await this.deps.workflows.cancel(id);
    // A start that was cut off left a run without a workflow: there is nothing that could report.
    if (!found && run.status === 'queued') await this.deps.runs.end(ctx, id, 'cancelled', null);
    return showRun(this.deps, ctx, id, who);
  }

  @Get(':id/report')
  @Demands('report:read')
  @ApiOperation({ operationId: 'getReport', summary: 'The report as JSON' })
  @ApiOkResponse({ standardSchema: Report.meta({ id: 'Report' }) })
  async report(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<unknown> {
    return JSON.parse((await renderings(this.deps, ctx, id, 'json')).toString('utf8')) as unknown;
  }

  @Get(':id/report.html')
  @Demands('report:read')
  @ApiOperation({ operationId: 'getReportHtml', summary: 'The report as one HTML file' })
  @ApiOkResponse({ content: textual('text/html') })
  async html(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply
      .type('text/html; charset=utf-8')
      .headers(untrustedFileHeaders)
      .send(await renderings(this.deps, ctx, id, 'html'));
  }

  @Get(':id/junit.xml')
  @Demands('report:read')
  @ApiOperation({ operationId: 'getJUnit', summary: 'The report as JUnit XML' })
  @ApiOkResponse({ content: textual('application/xml') })
  async junit(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.type('application/xml').send(await renderings(this.deps, ctx, id, 'junit'));
  }

  @Get(':id/ctrf.json')
  @Demands('report:read')
  @ApiOperation({ operationId: 'getCtrf', summary: 'The report in the Common Test Report Format' })
  @ApiOkResponse({ content: textual('application/json') })
  async ctrf(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.type('application/json').send(await renderings(this.deps, ctx, id, 'ctrf'));
  }

  @Get(':id/export')
  @Demands('report:read')
  @ApiOperation({
    operationId: 'exportProject',
    summary: 'The kept suite of the run’s project in a zip file: a Playwright project, or Gherkin for people to read',
  })
  @ApiQuery({
    name: 'format',
    required: false,
    schema: { type: 'string', enum: [...exportFormats], default: 'typescript' },
  })
  @ApiQuery({
    name: 'version',
    required: false,
    description: 'of the suite; default: the newest',
    schema: { type: 'integer', minimum: 1 },
  })
  @ApiOkResponse({ content: binary('application/zip') })
  async export(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Query('format', { schema: ExportFormat }) format: ExportFormat,
    @Query('version', { schema: SuiteVersionNumber.optional() }) version: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const zip = await exportSuite(this.deps, ctx, id, { format, version });
    await reply
      .type('application/zip')
      .header('content-disposition', 'attachment; filename="testforge-suite.zip"')
      .send(zip);
  }
}
