import { AppError } from '@testforge/core';
import { hashApiKey, type Db } from '@testforge/platform/db';
import type { AccessTokens } from './access-tokens.js';
import { covers, intersect, type Permission } from './permissions.js';

/** Who makes a request, and what the key or the session in their hand lets them do. */
export interface Principal {
  tenantId: string;
  userId: string | null;
  /** Of the API key; null for a person who signed in. */
  keyId: string | null;
  /** Of the person who signed in; null for an API key. */
  sessionId: string | null;
  grants: readonly string[];
}

export interface Identity {
  /**
   * The holder of an API key or of an access token.
   * Both may do what their person's role lets them do today. Throws `unauthenticated auth.bad_key` or `auth.bad_token`, with
   * one answer each for unknown, revoked and expired, and `auth.not_member` for the token of somebody who has left.
   */
  authenticate(bearer: string): Promise<Principal>;
  /** Throws `forbidden auth.not_allowed`. */
  demand(principal: Principal, permission: Permission): void;
}

const keyForm = /^tf_live_[A-Za-z0-9_-]{20,100}$/;

/** Who are you, what may you do. Only a key's SHA-256 is ever compared. Without `tokens` only keys are known. */
export function createIdentity({ db, tokens }: { db: Db; tokens?: AccessTokens }): Identity {
  return {
    authenticate: (bearer) => (tokens && bearer.startsWith('ey') ? fromToken(db, tokens, bearer) : fromKey(db, bearer)),
    demand: (principal, permission) => {
      if (!covers(principal.grants, permission))
        throw new AppError(
          'forbidden',
          'auth.not_allowed',
          `${principal.keyId ? 'This key' : 'Your role'} may not do “${permission}”.`,
          { details: { permission } },
        );
    },
  };
}

async function fromToken(db: Db, tokens: AccessTokens, bearer: string): Promise<Principal> {
  const { tenantId, userId, sessionId, grants } = await tokens.verify(bearer);
  const held = await rolesGrants(db, tenantId, userId);
  if (!held)
    throw new AppError('unauthenticated', 'auth.not_member', 'You are no longer a member here. Sign in again.');
  return { tenantId, userId, keyId: null, sessionId, grants: intersect(grants, held) };
}

async function fromKey(db: Db, apiKey: string): Promise<Principal> {
  const found = keyForm.test(apiKey) ? await db.lookup.findApiKeyByHash(hashApiKey(apiKey)) : null;
  if (!found)
    throw new AppError('unauthenticated', 'auth.bad_key', 'The API key is not known, was revoked, or has expired.');
  const { id: keyId, tenantId, userId, scopes } = found;
  return {
    tenantId,
    userId,
    keyId,
    sessionId: null,
    grants: userId ? intersect(scopes, (await rolesGrants(db, tenantId, userId)) ?? []) : scopes,
  };
}

/** What a person may do today; null once they have left. */
async function rolesGrants(db: Db, tenantId: string, userId: string): Promise<string[] | null> {
  const membership = await db.tenant({ tenantId, requestId: 'authenticate' }).membership.findUnique({
    where: { tenantId_userId: { tenantId, userId } },
    include: { role: true },
  });
  return membership?.role.permissions ?? null;
}
