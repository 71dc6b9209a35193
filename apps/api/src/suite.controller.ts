import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, TestCase, type TenantContext } from '@testforge/core';
import type { Principal } from '@testforge/identity';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands, Who } from './auth.guard.js';
import { checkEdit } from './check-edit.js';
import { invalidRequest } from './invalid-request.js';
import {
  DecideProposals,
  EditTest,
  HandleTest,
  ProjectId,
  ProposalList,
  ProposalStatus,
  RestoreSuite,
  Suite,
  SuiteVersionList,
  TestDocument,
  TestKey,
} from './suite-schemas.js';
import { showProposals, showSuite } from './suite-view.js';
import { whoSays } from './who-says.js';

/** Whatever may turn red into green (a muted test, a changed one, an older version) is a decision: `run:decide`, and signed. */
@ApiTags('suite')
@ApiBearerAuth()
@Controller('api/v1/projects/:id/suite')
export class SuiteController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get()
  @Demands('project:read')
  @ApiOperation({ operationId: 'getSuite', summary: 'The kept suite, with how each test is handled' })
  @ApiOkResponse({ standardSchema: Suite })
  get(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<Suite> {
    return showSuite(this.deps, ctx, id);
  }

  @Patch()
  @Demands('run:decide')
  @ApiOperation({ operationId: 'handleTest', summary: 'Enable, disable, mute, pin a test, or put it in quarantine' })
  @ApiOkResponse({ standardSchema: Suite })
  async handle(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: HandleTest }) { test, handling, name, reason }: HandleTest,
  ): Promise<Suite> {
    await this.deps.testStates.set(ctx, {
      projectId: id,
      key: test,
      handling,
      by: await whoSays(this.deps, ctx, who, name),
      reason,
    });
    return showSuite(this.deps, ctx, id);
  }

  @Get('test')
  @Demands('project:read')
  @ApiOperation({ operationId: 'getTest', summary: 'One test of the suite, whole' })
  @ApiQuery({ name: 'key', schema: { type: 'string', minLength: 1, maxLength: 500 } })
  @ApiOkResponse({ standardSchema: TestDocument })
  async test(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: ProjectId }) id: string,
    @Query('key', { schema: TestKey }) key: string,
  ): Promise<TestCase> {
    return this.find(ctx, id, key);
  }

  @Put('test')
  @Demands('run:decide')
  @ApiOperation({ operationId: 'editTest', summary: 'Change a test by hand; generating anew keeps the change' })
  @ApiOkResponse({ standardSchema: Suite })
  async edit(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: EditTest }) { test, name }: EditTest,
  ): Promise<Suite> {
    const before = await this.find(ctx, id, test.key);
    const after = TestCase.safeParse(test);
    if (!after.success) throw invalidRequest(after.error.issues);
    checkEdit(before, after.data);
    const reason = `edited by ${await whoSays(this.deps, ctx, who, name)}, ${new Date().toISOString()}`;
    const { refused } = await this.deps.suites.replace(ctx, {
      projectId: id,
      runId: null,
      reason,
      replacements: [{ before, after: after.data }],
    });
    if (refused.length > 0)
      throw new AppError('conflict', 'suite.changed', 'The test was changed in the meantime; get it again.');
    return showSuite(this.deps, ctx, id);
  }

  @Get('versions')
  @Demands('project:read')
  @ApiOperation({
    operationId: 'listSuiteVersions',
    summary: 'All versions of the suite, newest first, and what made each',
  })
  @ApiOkResponse({ standardSchema: SuiteVersionList })
  async versions(@Ctx() ctx: TenantContext, @Param('id', { schema: ProjectId }) id: string): Promise<SuiteVersionList> {
    await this.deps.projects.get(ctx, id);
    return { items: await this.deps.suites.listVersions(ctx, id) };
  }

  @Post('restore')
  @HttpCode(200)
  @Demands('run:decide')
  @ApiOperation({ operationId: 'restoreSuite', summary: 'A new version with a test, or all, as in an older one' })
  @ApiOkResponse({ standardSchema: Suite })
  async restore(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: RestoreSuite }) { version, test, name }: RestoreSuite,
  ): Promise<Suite> {
    await this.deps.suites.restore(ctx, {
      projectId: id,
      version,
      key: test,
      by: await whoSays(this.deps, ctx, who, name),
    });
    return showSuite(this.deps, ctx, id);
  }

  @Get('proposals')
  @Demands('project:read')
  @ApiOperation({ operationId: 'listProposals', summary: 'Changes of the suite that runs suggest' })
  @ApiQuery({ name: 'status', required: false, schema: { type: 'string', enum: ['proposed', 'accepted', 'rejected'] } })
  @ApiOkResponse({ standardSchema: ProposalList })
  async proposals(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: ProjectId }) id: string,
    @Query('status', { schema: ProposalStatus }) status?: 'proposed' | 'accepted' | 'rejected',
  ): Promise<ProposalList> {
    await this.deps.projects.get(ctx, id);
    return showProposals(this.deps, ctx, id, status);
  }

  @Post('proposals/accept')
  @HttpCode(200)
  @Demands('run:decide')
  @ApiOperation({ operationId: 'acceptProposals', summary: 'Make one new version with these changes' })
  @ApiOkResponse({ standardSchema: Suite })
  async accept(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: DecideProposals }) { ids, name }: DecideProposals,
  ): Promise<Suite> {
    await this.deps.proposals.accept(ctx, { projectId: id, ids, by: await whoSays(this.deps, ctx, who, name) });
    return showSuite(this.deps, ctx, id);
  }

  @Post('proposals/reject')
  @HttpCode(200)
  @Demands('run:decide')
  @ApiOperation({ operationId: 'rejectProposals', summary: 'Never suggest these changes again' })
  @ApiOkResponse({ standardSchema: ProposalList })
  async reject(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: ProjectId }) id: string,
    @Body({ schema: DecideProposals }) { ids, name }: DecideProposals,
  ): Promise<ProposalList> {
    await this.deps.projects.get(ctx, id);
    await this.deps.proposals.reject(ctx, { projectId: id, ids, by: await whoSays(this.deps, ctx, who, name) });
    return showProposals(this.deps, ctx, id, undefined);
  }

  private async find(ctx: TenantContext, id: string, key: string): Promise<TestCase> {
    const test = (await this.deps.suites.findCurrent(ctx, id))?.tests.find((each) => each.key === key);
    if (!test) throw new AppError('notFound', 'suite.no_test', 'The suite has no such test.');
    return test;
  }
}
