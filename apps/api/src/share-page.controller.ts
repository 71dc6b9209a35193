import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppError } from '@testforge/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Public } from './auth.guard.js';
import { gonePage, passwordPage, sharePageHeaders } from './share-page.js';
import { throttle } from './throttle.js';
import { untrustedFileHeaders } from './untrusted-file.js';

/** `/r/:code`: a run's report for people without an account. */
@ApiExcludeController()
@Public()
@Controller('r')
export class SharePageController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get(':code')
  async open(@Param('code') code: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const share = await this.find(code);
    if (!share) return this.page(reply, 404, gonePage());
    if (share.passwordHash) return this.page(reply, 200, passwordPage(code, false));
    return this.report(share, request, reply);
  }

  @Post(':code')
  @HttpCode(200)
  async unlock(@Param('code') code: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await throttle(this.deps, request);
    const share = await this.find(code);
    if (!share) return this.page(reply, 404, gonePage());
    if (!(await this.deps.passwords.verify(share.passwordHash, passwordIn(request.body))))
      return this.page(reply, 403, passwordPage(code, true));
    return this.report(share, request, reply);
  }

  /** Whatever cannot be a code leads nowhere, like a code that nobody was given. */
  private find(code: string): ReturnType<ApiDeps['findShareByCode']> {
    return /^[\w-]{1,100}$/.test(code) ? this.deps.findShareByCode(code) : Promise.resolve(null);
  }

  private async report(
    { id, tenantId, runId }: { id: string; tenantId: string; runId: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const ctx = { tenantId, requestId: request.id };
    if (!(await this.deps.shares.view(ctx, id))) return this.page(reply, 404, gonePage());
    const html = await this.deps.objects.get(ctx, `runs/${runId}/report/report.html`);
    await reply
      .type('text/html; charset=utf-8')
      .headers({ ...untrustedFileHeaders, 'cache-control': 'no-store' })
      .send(html);
  }

  private async page(reply: FastifyReply, status: number, html: string): Promise<void> {
    await reply.status(status).type('text/html; charset=utf-8').headers(sharePageHeaders).send(html);
  }
}

/** The form's one field; the body's parser gives an object for forms, and nothing else has a password. */
function passwordIn(body: unknown): string {
  const password = typeof body === 'object' && body !== null && 'password' in body ? body.password : undefined;
  if (typeof password !== 'string' || password.length > 500)
    throw new AppError('invalid', 'share.no_password', 'Send the password as a form field.');
  return password;
}
