import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { isAppError, type AppErrorKind } from '@testforge/core';
import type { Logger } from '@testforge/platform/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequest } from './invalid-request.js';
import type { Problem } from './schemas.js';

const statusOf: Record<AppErrorKind, { status: number; title: string }> = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  notFound: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  limit: { status: 429, title: 'A limit was reached' },
  upstream: { status: 503, title: 'A service does not answer' },
};

type Described = Pick<Problem, 'status' | 'title' | 'code' | 'detail' | 'errors'>;

function describe(error: unknown): Described {
  if (error instanceof InvalidRequest)
    return { ...statusOf.invalid, code: 'request.invalid', detail: 'Some fields are not valid.', errors: error.errors };
  if (isAppError(error)) return { ...statusOf[error.kind], code: error.code, detail: error.message };
  const status = error instanceof HttpException ? error.getStatus() : httpStatusOf(error);
  if (status < 500)
    return {
      status,
      title: 'The request was refused',
      code: `http.${status}`,
      detail: error instanceof Error ? error.message : 'The request was refused.',
    };
  return {
    status: 500,
    title: 'Something went wrong here',
    code: 'internal',
    detail: 'The fault was logged under this request id.',
  };
}

/** Fastify's own refusals (a body too large, JSON that does not parse) carry a status. */
function httpStatusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** Any error as an RFC 9457 problem document; no stack and no secret is in it. */
export function problemOf(error: unknown, requestId: string): Problem {
  const described = describe(error);
  return { type: `urn:testforge:problem:${described.code}`, requestId, ...described };
}

export const problemType = 'application/problem+json';

/** Answers every error with its problem document, and logs those that are our fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) this.log.error({ err: error, requestId: request.id }, 'request failed');
    void reply.status(problem.status).header('content-type', problemType).send(problem);
  }
}
