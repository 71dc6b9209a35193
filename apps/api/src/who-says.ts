import type { TenantContext } from '@testforge/core';
import type { Principal } from '@testforge/identity';
import type { ApiDeps } from './api-deps.js';

/**
 * Who an entry is signed with: the person whose session it is, whatever name came with the request. Behind an API key
 * may stand anybody, so it is told as the key that it is, and a given name as what it is, somebody's word.
 * Throws `unauthenticated auth.not_member` when the person has left.
 */
export async function whoSays(
  { people, apiKeys }: Pick<ApiDeps, 'people' | 'apiKeys'>,
  ctx: TenantContext,
  { userId, keyId }: Pick<Principal, 'userId' | 'keyId'>,
  given?: string,
): Promise<string> {
  const person = userId ? nameOf((await people.getMember(ctx, userId)).user) : null;
  if (keyId === null) return person ?? 'nobody';
  const key = `API key “${(await apiKeys.get(ctx, keyId)).name}”${person ? ` of ${person}` : ''}`;
  return given ? `${given}, by ${key}` : key;
}

/** The address names a person for good; what they call themselves comes before it. */
const nameOf = ({ email, displayName }: { email: string; displayName: string }): string =>
  displayName && displayName !== email ? `${displayName} (${email})` : email;
