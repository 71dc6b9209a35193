import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealRequest, type TenantContext } from '@testforge/core';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands } from './auth.guard.js';
import { Heal, HealId } from './heal-schemas.js';
import { showHeal, startHeal } from './heals.js';

/** Healing for tests that TestForge did not make. */
@ApiTags('heal')
@ApiBearerAuth()
@Controller('api/v1/heal')
export class HealController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Post()
  @HttpCode(202)
  @Demands('run:start')
  @ApiOperation({
    operationId: 'startHeal',
    summary: 'Look for the element that a failing test of your own lost, on the page as it was when it failed',
  })
  @ApiHeader({
    name: 'idempotency-key',
    required: false,
    description: 'The same key gives the same heal',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiAcceptedResponse({ standardSchema: Heal })
  async start(
    @Ctx() ctx: TenantContext,
    @Body({ schema: HealRequest }) request: HealRequest,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<Heal> {
    return showHeal(this.deps, ctx, await startHeal(this.deps, ctx, { request, idempotencyKey }));
  }

  @Get(':id')
  @Demands('run:read')
  @ApiOperation({ operationId: 'getHeal', summary: 'What the healer says of it' })
  @ApiOkResponse({ standardSchema: Heal })
  get(@Ctx() ctx: TenantContext, @Param('id', { schema: HealId }) id: string): Promise<Heal> {
    return showHeal(this.deps, ctx, id);
  }
}
