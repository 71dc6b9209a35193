import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { AppError, type TenantContext } from '@testforge/core';
import type { Principal } from '@testforge/identity';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Ctx, Demands, SignedIn, Who } from './auth.guard.js';
import {
  AuditCursor,
  AuditPage,
  ChangePassword,
  Invitation,
  Invite,
  Member,
  MemberList,
  SetRole,
  UserId,
} from './member-schemas.js';
import { PageLimit } from './schemas.js';

/** An invitation is good for this long, once. */
const invitationS = 7 * 86_400;

@ApiTags('members')
@ApiBearerAuth()
@Controller('api/v1')
export class MembersController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get('members')
  @Demands('member:read')
  @ApiOperation({ operationId: 'listMembers', summary: 'The people of this tenant' })
  @ApiOkResponse({ standardSchema: MemberList })
  async list(@Ctx() ctx: TenantContext): Promise<MemberList> {
    return { items: await this.deps.members.list(ctx) };
  }

  @Post('members')
  @Demands('member:write')
  @ApiOperation({ operationId: 'inviteMember', summary: 'Make somebody a member; the answer holds their way in' })
  @ApiCreatedResponse({ standardSchema: Invitation })
  async invite(
    @Ctx() ctx: TenantContext,
    @Who() by: Principal,
    @Body({ schema: Invite }) { email, displayName = '', role }: Invite,
  ): Promise<Invitation> {
    const userId = await this.deps.members.invite(ctx, { email, displayName, role, by });
    const code = await this.deps.people.makeSignInCode({ userId, tenantId: ctx.tenantId }, invitationS);
    const member = (await this.deps.members.list(ctx)).find((each) => each.userId === userId);
    if (!member) throw new AppError('conflict', 'member.not_found', 'Somebody has removed this member again.');
    return {
      member,
      // Behind the #, so that it stands in no log.
      url: `${this.deps.publicUrl}/sign-in#code=${code}`,
      expiresAt: new Date(Date.now() + invitationS * 1000).toISOString(),
    };
  }

  @Patch('members/:userId')
  @Demands('member:write')
  @ApiOperation({ operationId: 'setMemberRole', summary: 'Give a member another role' })
  @ApiOkResponse({ standardSchema: Member })
  setRole(
    @Ctx() ctx: TenantContext,
    @Who() by: Principal,
    @Param('userId', { schema: UserId }) userId: string,
    @Body({ schema: SetRole }) { role }: SetRole,
  ): Promise<Member> {
    return this.deps.members.setRole(ctx, { userId, role, by });
  }

  @Delete('members/:userId')
  @HttpCode(204)
  @Demands('member:write')
  @ApiOperation({ operationId: 'removeMember', summary: 'End somebody’s membership, their keys and their sessions' })
  @ApiNoContentResponse({ description: 'They are no longer a member' })
  async remove(
    @Ctx() ctx: TenantContext,
    @Who() by: Principal,
    @Param('userId', { schema: UserId }) userId: string,
  ): Promise<void> {
    await this.deps.members.remove(ctx, { userId, by });
    await this.deps.sessions.endOthers(userId, null);
  }

  @Post('auth/password')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Set one’s own password; whoever is signed in as this person elsewhere is signed out',
  })
  @ApiNoContentResponse({ description: 'The new one counts from now on' })
  async changePassword(
    @Ctx() ctx: TenantContext,
    @Who() { userId, keyId, sessionId }: Principal,
    @Body({ schema: ChangePassword }) change: ChangePassword,
  ): Promise<void> {
    if (!userId || keyId)
      throw new AppError(
        'forbidden',
        'auth.not_allowed',
        'A password is changed by whoever is signed in, not by a key.',
      );
    await this.deps.people.changePassword(ctx, userId, change);
    await this.deps.sessions.endOthers(userId, sessionId);
  }

  @Get('audit')
  @Demands('audit:read')
  @ApiOperation({ operationId: 'listAudit', summary: 'What was changed and by whom, newest first' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } })
  @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string', format: 'uuid' } })
  @ApiOkResponse({ standardSchema: AuditPage })
  async audit(
    @Ctx() ctx: TenantContext,
    @Query('limit', { schema: PageLimit }) limit: number,
    @Query('cursor', { schema: AuditCursor }) cursor?: string,
  ): Promise<AuditPage> {
    const items = await this.deps.audit.list(ctx, { limit, before: cursor });
    return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null };
  }
}
