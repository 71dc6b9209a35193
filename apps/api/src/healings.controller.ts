import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { locatorCode, type TenantContext } from '@testforge/core';
import type { PastHealing } from '@testforge/healing';
import type { Principal } from '@testforge/identity';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands, Who } from './auth.guard.js';
import { HealingId, PastHealingList, PastHealingView } from './healing-schemas.js';
import { PageLimit } from './schemas.js';
import { ProjectId, TestKey } from './suite-schemas.js';
import { whoSays } from './who-says.js';

const toView = ({ testKey, at, proposal, ...healing }: PastHealing): PastHealingView => ({
  id: healing.id,
  runId: healing.runId,
  test: testKey,
  stepKey: healing.stepKey,
  status: healing.status,
  confidence: healing.confidence,
  why: healing.why,
  oldLocator: locatorCode(proposal.oldLocator),
  newLocator: proposal.newLocator ? locatorCode(proposal.newLocator) : null,
  at: at.toISOString(),
});

@ApiTags('suite')
@ApiBearerAuth()
@Controller('api/v1/projects/:id/healings')
export class HealingsController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get()
  @Demands('report:read')
  @ApiOperation({
    operationId: 'listHealings',
    summary: 'What was proposed, healed and taken back in a project or one of its tests, newest first',
  })
  @ApiQuery({ name: 'test', required: false, schema: { type: 'string', minLength: 1, maxLength: 500 } })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } })
  @ApiOkResponse({ standardSchema: PastHealingList })
  async list(
    @Ctx() ctx: TenantContext,
    @Param('id', { schema: ProjectId }) id: string,
    @Query('limit', { schema: PageLimit }) limit: number,
    @Query('test', { schema: TestKey.optional() }) test?: string,
  ): Promise<PastHealingList> {
    await this.deps.projects.get(ctx, id);
    return { items: (await this.deps.healings.list(ctx, { projectId: id, testKey: test, limit })).map(toView) };
  }

  @Post(':healing/roll-back')
  @HttpCode(200)
  @Demands('run:decide')
  @ApiOperation({
    operationId: 'rollBackHealing',
    summary: 'Take a heal back: a new version of the suite, and a test that asks before it is healed again',
  })
  @ApiOkResponse({ standardSchema: PastHealingView })
  async rollBack(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: ProjectId }) id: string,
    @Param('healing', { schema: HealingId }) healing: string,
  ): Promise<PastHealingView> {
    await this.deps.projects.get(ctx, id);
    const by = await whoSays(this.deps, ctx, who);
    return toView(await this.deps.healings.rollBack(ctx, { projectId: id, healingId: healing, by }));
  }
}
