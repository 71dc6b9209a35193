import { AppError } from '@testforge/core';
import { hashApiKey, type Db } from '@testforge/platform/db';
import { covers, type Permission } from './permissions.js';

/** Who makes a request, and what the key in their hand lets them do. */
export interface Principal {
  tenantId: string;
  userId: string | null;
  keyId: string;
  grants: readonly string[];
}

export interface Identity {
  /** The holder of an API key. Throws `unauthenticated auth.bad_key`, with one answer for unknown, revoked and expired. */
  authenticate(apiKey: string): Promise<Principal>;
  /** Throws `forbidden auth.not_allowed`. */
  demand(principal: Principal, permission: Permission): void;
}

const keyForm = /^tf_live_[A-Za-z0-9_-]{20,100}$/;

/** Who are you, what may you do. Only a key's SHA-256 is ever compared. */
export function createIdentity({ db }: { db: Db }): Identity {
  return {
    authenticate: async (apiKey) => {
      const found = keyForm.test(apiKey) ? await db.lookup.findApiKeyByHash(hashApiKey(apiKey)) : null;
      if (!found)
        throw new AppError('unauthenticated', 'auth.bad_key', 'The API key is not known, was revoked, or has expired.');
      return { tenantId: found.tenantId, userId: found.userId, keyId: found.id, grants: found.scopes };
    },
    demand: (principal, permission) => {
      if (!covers(principal.grants, permission))
        throw new AppError('forbidden', 'auth.not_allowed', `This key may not do “${permission}”.`, {
          details: { permission },
        });
    },
  };
}
