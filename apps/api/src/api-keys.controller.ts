import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { TenantContext } from '@testforge/core';
import type { KeptApiKey, Principal } from '@testforge/identity';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands, Who } from './auth.guard.js';
import { ApiKeyList, KeyId, MadeApiKey, NewApiKey } from './people-schemas.js';

@ApiTags('api keys')
@ApiBearerAuth()
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get()
  @Demands('key:read')
  @ApiOperation({ operationId: 'listApiKeys', summary: 'Keys that are not revoked, newest first' })
  @ApiOkResponse({ standardSchema: ApiKeyList })
  async list(@Ctx() ctx: TenantContext): Promise<{ items: KeptApiKey[] }> {
    return { items: await this.deps.apiKeys.list(ctx) };
  }

  @Post()
  @Demands('key:write')
  @ApiOperation({ operationId: 'createApiKey', summary: 'Make a key; it is shown in this answer and never again' })
  @ApiCreatedResponse({ standardSchema: MadeApiKey })
  create(
    @Ctx() ctx: TenantContext,
    @Who() madeBy: Principal,
    @Body({ schema: NewApiKey }) { name, scopes, expiresAt }: NewApiKey,
  ): Promise<KeptApiKey & { key: string }> {
    return this.deps.apiKeys.create(ctx, { name, scopes, expiresAt: expiresAt ? new Date(expiresAt) : null, madeBy });
  }

  @Delete(':keyId')
  @HttpCode(204)
  @Demands('key:write')
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Revoke a key, at once and everywhere' })
  @ApiNoContentResponse({ description: 'The key is revoked' })
  revoke(@Ctx() ctx: TenantContext, @Param('keyId', { schema: KeyId }) keyId: string): Promise<void> {
    return this.deps.apiKeys.revoke(ctx, keyId);
  }
}
