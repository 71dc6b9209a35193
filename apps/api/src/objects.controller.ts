import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppError } from '@testforge/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Public } from './auth.guard.js';
import { untrustedFileHeaders } from './untrusted-file.js';

/** Stored files under signed addresses: the signature is the permission. */
@ApiExcludeController()
@Public()
@Controller('objects')
export class ObjectsController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get('*')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { pathname, search } = new URL(request.url, 'http://objects.invalid');
    if (!this.deps.openSigned) throw new AppError('notFound', 'object.not_found', 'There is no such file.');
    const { body, contentType } = await this.deps.openSigned(`${pathname}${search}`);
    await reply.headers({ 'content-type': contentType, ...untrustedFileHeaders }).send(body);
  }
}
