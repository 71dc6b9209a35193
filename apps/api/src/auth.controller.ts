import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AppError } from '@testforge/core';
import { refreshS, type Principal } from '@testforge/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Public, SignedIn, Who } from './auth.guard.js';
import { describeSession, halfOf, openSession } from './open-session.js';
import {
  Jwks,
  LogInRequest,
  Me,
  RedeemLink,
  Register,
  SessionId,
  SignedInSession,
  SignInLink,
} from './people-schemas.js';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.js';
import { callerOf, throttle } from './throttle.js';

/** A sign-in link is good for this long, once. */
const linkS = 24 * 3600;
const sessionHeader = {
  name: 'x-testforge-session',
  required: false,
  description: 'The session’s id, as signing in gave it',
  schema: { type: 'string' as const, format: 'uuid' },
};

@ApiTags('auth')
@Controller()
export class AuthController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Post('api/v1/auth/register')
  @Public()
  @ApiOperation({ operationId: 'register', summary: 'Make a tenant and sign in as its owner' })
  @ApiCreatedResponse({ standardSchema: SignedInSession })
  async register(
    @Body({ schema: Register }) body: Register,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInSession> {
    await throttle(this.deps, request);
    if (!this.deps.registrationOpen)
      throw new AppError('forbidden', 'auth.registration_closed', 'Ask an owner of this installation for an account.');
    const { email, password, displayName = '', organisation = email } = body;
    const who = await this.deps.people.register({ email, password, displayName, organisation });
    return openSession(this.deps, who, { reply, requestId: request.id });
  }

  @Post('api/v1/auth/login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ operationId: 'logIn', summary: 'Sign in with address and password' })
  @ApiOkResponse({ standardSchema: SignedInSession })
  async logIn(
    @Body({ schema: LogInRequest }) body: LogInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInSession> {
    await throttle(this.deps, request);
    const who = await this.deps.people.logIn(body, callerOf(request));
    return openSession(this.deps, who, { reply, requestId: request.id });
  }

  @Post('api/v1/auth/refresh')
  @HttpCode(200)
  @Public()
  @ApiHeader(sessionHeader)
  @ApiOperation({
    operationId: 'refreshSession',
    summary: 'A fresh access token; using a refresh token twice ends its session',
  })
  @ApiOkResponse({ standardSchema: SignedInSession })
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-testforge-session') header?: string,
  ): Promise<SignedInSession> {
    const { sessions, publicUrl } = this.deps;
    const sessionId = SessionId.catch(undefined).parse(header) ?? '';
    const refreshed = await sessions.refresh(`${sessionId}.${readRefreshCookie(request, publicUrl)}`);
    if (refreshed.refreshToken) setRefreshCookie(reply, publicUrl, halfOf(refreshed.refreshToken), refreshS);
    return describeSession(this.deps, refreshed, request.id);
  }

  @Post('api/v1/auth/logout')
  @HttpCode(204)
  @Public()
  @ApiHeader(sessionHeader)
  @ApiOperation({ operationId: 'logOut', summary: 'End this session' })
  @ApiNoContentResponse({ description: 'The session is over' })
  async logOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-testforge-session') header?: string,
  ): Promise<void> {
    const sessionId = SessionId.catch(undefined).parse(header) ?? '';
    const hasEnded = await this.deps.sessions.end(`${sessionId}.${readRefreshCookie(request, this.deps.publicUrl)}`);
    // Whoever does not know the session signs nobody out, not even of this browser alone.
    if (hasEnded) clearRefreshCookie(reply, this.deps.publicUrl);
  }

  @Get('api/v1/auth/me')
  @ApiBearerAuth()
  @SignedIn()
  @ApiOperation({ operationId: 'getMe', summary: 'Who asks, and what they may do' })
  @ApiOkResponse({ standardSchema: Me })
  async me(@Who() { tenantId, userId, grants }: Principal, @Req() request: FastifyRequest): Promise<Me> {
    if (!userId) return { user: null, tenant: { id: tenantId, name: null }, role: null, grants: [...grants] };
    const member = await this.deps.people.getMember({ tenantId, requestId: request.id }, userId);
    return { ...member, grants: [...grants] };
  }

  @Post('api/v1/auth/links')
  @ApiBearerAuth()
  @SignedIn()
  @ApiOperation({ operationId: 'makeSignInLink', summary: 'A link that signs the holder of this key in once' })
  @ApiCreatedResponse({ standardSchema: SignInLink })
  async makeLink(@Who() { tenantId, userId, keyId, sessionId, grants }: Principal): Promise<SignInLink> {
    // A link gives all that its person may do, so a key that may do less must not make one.
    if (!userId || !grants.includes('*'))
      throw new AppError('forbidden', 'auth.not_allowed', 'Only a person’s unrestricted key makes sign-in links.');
    const madeBy = sessionId ? await this.deps.sessions.findKey(sessionId) : keyId;
    const code = await this.deps.people.makeSignInCode({ userId, tenantId, keyId: madeBy }, linkS);
    return {
      // After the “#”: what stands there is sent to no server and stands in no log.
      url: `${this.deps.publicUrl}/sign-in#code=${code}`,
      expiresAt: new Date(Date.now() + linkS * 1000).toISOString(),
    };
  }

  @Post('api/v1/auth/links/redeem')
  @HttpCode(200)
  @Public()
  @ApiOperation({ operationId: 'redeemSignInLink', summary: 'Sign in with the code of a sign-in link' })
  @ApiOkResponse({ standardSchema: SignedInSession })
  async redeem(
    @Body({ schema: RedeemLink }) { code }: RedeemLink,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInSession> {
    await throttle(this.deps, request);
    return openSession(this.deps, await this.deps.people.redeemSignInCode(code), { reply, requestId: request.id });
  }

  @Get('.well-known/jwks.json')
  @Public()
  @ApiOperation({ operationId: 'getJwks', summary: 'The public keys that access tokens are signed with' })
  @ApiOkResponse({ standardSchema: Jwks })
  jwks(): Promise<{ keys: Record<string, unknown>[] }> {
    return this.deps.signingKeys.jwks() as Promise<{ keys: Record<string, unknown>[] }>;
  }
}
