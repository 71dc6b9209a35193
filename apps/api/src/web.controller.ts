import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppError } from '@testforge/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { Public } from './auth.guard.js';
import { readWebFiles, type WebFile } from './web-files.js';

/** Pages of the dashboard; its own router decides what each shows. Anything else is not found. */
const pages = ['/', 'sign-in', 'projects', 'projects/*', 'runs', 'runs/*', 'waiting', 'settings'];

/**
 * Scripts and styles are files of our own and nothing else; pictures may also come from where objects are kept. React
 * sets styles through the DOM, which needs no exception.
 */
const contentSecurityPolicy = (objectOrigins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${objectOrigins.join(' ')}`.trim(),
    `media-src 'self' ${objectOrigins.join(' ')}`.trim(),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

@ApiExcludeController()
@Public()
@Controller()
export class WebController {
  private readonly files: Map<string, WebFile>;
  private readonly policy: string;

  constructor(@Inject(apiDeps) deps: ApiDeps) {
    this.files = readWebFiles(deps.webDir);
    this.policy = contentSecurityPolicy(deps.objectOrigins);
  }

  @Get(pages)
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const index = this.files.get('index.html');
    if (!index)
      throw new AppError(
        'notFound',
        'web.not_built',
        'The dashboard was not built here. “npm start” builds it; the API is at /docs.',
      );
    await this.send(request, reply.header('content-security-policy', this.policy), index, 'no-cache');
  }

  @Get(['assets/*', 'favicon.svg'])
  async asset(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { pathname } = new URL(request.url, 'http://web.invalid');
    const file = this.files.get(pathname.slice(1));
    if (!file) throw new AppError('notFound', 'web.no_file', 'There is no such file.');
    // Names of assets hold a hash of what is in them.
    await this.send(
      request,
      reply,
      file,
      pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
  }

  private async send(request: FastifyRequest, reply: FastifyReply, file: WebFile, cacheControl: string): Promise<void> {
    reply.headers({
      'content-type': file.contentType,
      'cache-control': cacheControl,
      etag: file.etag,
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    if (request.headers['if-none-match'] === file.etag) return void (await reply.status(304).send());
    const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    await (takesBrotli ? reply.header('content-encoding', 'br').send(file.compressed) : reply.send(file.body));
  }
}
