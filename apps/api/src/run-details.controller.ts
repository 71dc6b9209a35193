import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AppError, type TenantContext } from '@testforge/core';
import type { RecordedFinding, RecordedHealing, RecordedLedgerEntry, RecordedResult } from '@testforge/runs';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands } from './auth.guard.js';
import {
  Comparison,
  RunArtifacts,
  RunFindings,
  RunHealings,
  RunLedger,
  RunStates,
  RunTests,
  TestDetail,
  TestKey,
} from './detail-schemas.js';
import { listArtifacts } from './run-artifacts.js';
import { readReport } from './run-documents.js';
import { showStates } from './run-states.js';
import { RunId } from './schemas.js';
import { compareReports, showTest } from './test-detail.js';

/** A list of all there is of one kind; a run's limits bound it. */
interface All<T> {
  items: T[];
}

@ApiTags('runs')
@ApiBearerAuth()
@Controller('api/v1/runs/:id')
export class RunDetailsController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get('tests')
  @Demands('run:read')
  @ApiOperation({ operationId: 'listRunTests', summary: 'Results so far, in the order in which the tests ended' })
  @ApiOkResponse({ standardSchema: RunTests })
  tests(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<All<RecordedResult>> {
    return this.all(ctx, id, () => this.deps.details.listResults(ctx, id));
  }

  @Get('tests/:testKey')
  @Demands('report:read')
  @ApiOperation({ operationId: 'getRunTest', summary: 'One test: steps, code, heals with pictures, files, history' })
  @ApiOkResponse({ standardSchema: TestDetail })
  test(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Param('testKey', { schema: TestKey }) testKey: string,
  ): Promise<TestDetail> {
    return showTest(this.deps, ctx, id, testKey);
  }

  @Get('findings')
  @Demands('report:read')
  @ApiOperation({ operationId: 'listRunFindings', summary: 'What was broken at first sight' })
  @ApiOkResponse({ standardSchema: RunFindings })
  findings(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<All<RecordedFinding>> {
    return this.all(ctx, id, () => this.deps.details.listFindings(ctx, id));
  }

  @Get('ledger')
  @Demands('report:read')
  @ApiOperation({ operationId: 'listRunLedger', summary: 'Every writing request that was sent to the app' })
  @ApiOkResponse({ standardSchema: RunLedger })
  ledger(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<All<RecordedLedgerEntry>> {
    return this.all(ctx, id, () => this.deps.details.listLedger(ctx, id));
  }

  @Get('healings')
  @Demands('report:read')
  @ApiOperation({
    operationId: 'listRunHealings',
    summary: 'What was proposed for broken steps, and what became of it',
  })
  @ApiOkResponse({ standardSchema: RunHealings })
  healings(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<All<RecordedHealing>> {
    return this.all(ctx, id, () => this.deps.details.listHealings(ctx, id));
  }

  @Get('states')
  @Demands('run:read')
  @ApiOperation({ operationId: 'listRunStates', summary: 'The states of the app that were found, with pictures' })
  @ApiOkResponse({ standardSchema: RunStates })
  states(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<RunStates> {
    return this.all(ctx, id, () => showStates(this.deps, ctx, id));
  }

  @Get('artifacts')
  @Demands('report:read')
  @ApiOperation({
    operationId: 'listRunArtifacts',
    summary: 'Pictures, videos, traces and reports under signed addresses',
  })
  @ApiOkResponse({ standardSchema: RunArtifacts })
  async artifacts(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<RunArtifacts> {
    return { items: await listArtifacts(this.deps, ctx, id) };
  }

  @Get('compare/:other')
  @Demands('report:read')
  @ApiOperation({ operationId: 'compareRuns', summary: 'What changed from the other run to this one, test by test' })
  @ApiOkResponse({ standardSchema: Comparison })
  async compare(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: RunId }) id: string,
    @Param('other', { schema: RunId }) other: string,
  ): Promise<Comparison> {
    const [before, after] = await Promise.all([this.reported(ctx, other), this.reported(ctx, id)]);
    return { before: before.run, after: after.run, ...compareReports(before.report, after.report) };
  }

  private async reported(ctx: TenantContext, runId: string) {
    const { id, release, createdAt } = await this.deps.runs.get(ctx, runId);
    const report = await readReport(this.deps, ctx, id);
    if (!report) throw new AppError('notFound', 'report.not_ready', 'A run that has not reported cannot be compared.');
    return { run: { id, release, createdAt }, report };
  }

  private async all<T>(ctx: TenantContext, id: string, list: () => Promise<T[]>): Promise<All<T>> {
    // Another tenant's run is not an empty list: there is no such run.
    await this.deps.runs.get(ctx, id);
    return { items: await list() };
  }
}
