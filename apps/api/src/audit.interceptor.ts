import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { TenantContext } from '@testforge/core';
import type { AuditEntry, Principal } from '@testforge/identity';
import type { FastifyRequest } from 'fastify';
import { concatMap, from, type Observable } from 'rxjs';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { whoSays } from './who-says.js';

interface Scoped extends FastifyRequest {
  tenantContext?: TenantContext;
  principal?: Principal;
}

/** Where the description of a route keeps its operation. */
const operationKey = 'swagger/apiOperation';

/**
 * Writes down every change that was made in a tenant, once it was made. What was sent is not in it: it may be a secret.
 * Who asks is found out before, since they may remove themselves; whoever has left changes nothing any more.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Scoped>();
    const { tenantContext: ctx, principal } = request;
    if (request.method === 'GET' || !ctx || !principal) return next.handle();
    const operation = Reflect.getMetadata(operationKey, context.getHandler()) as { operationId?: string } | undefined;
    const ids = Object.values(request.params as Record<string, string>).join(' ');
    const what = {
      action: operation?.operationId ?? context.getHandler().name,
      subject: request.routeOptions.url ?? request.method,
      subjectId: ids || null,
      address: request.ip,
    };
    return from(whoSays(this.deps, ctx, principal)).pipe(
      concatMap((actor) =>
        next.handle().pipe(
          concatMap(async (answer: unknown) => {
            await this.record(ctx, { actor, ...what });
            return answer;
          }),
        ),
      ),
    );
  }

  private async record(ctx: TenantContext, entry: Omit<AuditEntry, 'id' | 'at' | 'requestId'>): Promise<void> {
    try {
      await this.deps.audit.record(ctx, entry);
    } catch (error) {
      // The change is made; refusing it now would be no truth either.
      this.deps.log.error(
        { err: error, action: entry.action, requestId: ctx.requestId },
        'a change stands in no audit',
      );
    }
  }
}
