import {
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError, type TenantContext } from '@testforge/core';
import type { Permission, Principal } from '@testforge/identity';
import type { FastifyRequest } from 'fastify';
import { apiDeps, type ApiDeps } from './api-deps.js';

const permissionKey = 'testforge:permission';
const publicKey = 'testforge:public';
const signedInKey = 'testforge:signed-in';

/** The permission a route demands. A route without one and not `Public` is refused. */
export const Demands = (permission: Permission) => SetMetadata(permissionKey, permission);

/** A route for everybody. */
export const Public = () => SetMetadata(publicKey, true);

/** A route for everybody who is signed in, whatever they may do. */
export const SignedIn = () => SetMetadata(signedInKey, true);

interface Scoped extends FastifyRequest {
  tenantContext?: TenantContext;
  principal?: Principal;
}

/** Who makes this request, set by the guard. */
export const Who = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<Scoped>();
  if (!principal) throw new AppError('unauthenticated', 'auth.missing', 'Sign in first.');
  return principal;
});

/** The tenant's scope of this request, set by the guard. */
export const Ctx = createParamDecorator((_data: unknown, context: ExecutionContext): TenantContext => {
  const ctx = context.switchToHttp().getRequest<Scoped>().tenantContext;
  if (!ctx) throw new AppError('unauthenticated', 'auth.missing', 'Sign in first.');
  return ctx;
});

/** The key or token that a request carries. Throws `unauthenticated auth.missing`. */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const key = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!key)
    throw new AppError('unauthenticated', 'auth.missing', 'Send an API key: “Authorization: Bearer tf_live_…”.');
  return key;
}

/** Authentication, tenant scope and permission, in this order, for every route that is not public. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(apiDeps) private readonly deps: ApiDeps,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(publicKey, targets)) return true;
    const request = context.switchToHttp().getRequest<Scoped>();
    const principal = await this.deps.identity.authenticate(bearerOf(request));
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(permissionKey, targets);
    const signedIn = this.reflector.getAllAndOverride<boolean | undefined>(signedInKey, targets);
    if (permission) this.deps.identity.demand(principal, permission);
    else if (!signedIn) throw new AppError('forbidden', 'auth.not_allowed', 'Nobody may use this route.');
    request.principal = principal;
    request.tenantContext = {
      tenantId: principal.tenantId,
      requestId: request.id,
      ...(principal.userId ? { userId: principal.userId } : {}),
    };
    return true;
  }
}
