import { AppError } from '@testforge/core';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { SigningKeys } from './signing-keys.js';

export const accessTokenS = 15 * 60;
const issuer = 'testforge';

const Claims = z.object({ sub: z.uuid(), tid: z.uuid(), sid: z.string(), grants: z.array(z.string()) });

/** Who holds an access token, and what their role lets them do. */
export interface TokenHolder {
  userId: string;
  tenantId: string;
  /** The session it was made in. */
  sessionId: string;
  grants: readonly string[];
}

export interface AccessTokens {
  /** An RS256 token, good for `accessTokenS` seconds. */
  sign(holder: TokenHolder): Promise<string>;
  /** Throws `unauthenticated auth.bad_token`, with one answer for wrong, altered and expired. */
  verify(token: string): Promise<TokenHolder>;
}

export const createAccessTokens = (keys: SigningKeys): AccessTokens => ({
  sign: async ({ userId, tenantId, sessionId, grants }) => {
    const { kid, privateKey } = await keys.current();
    return new SignJWT({ tid: tenantId, sid: sessionId, grants: [...grants] })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime(`${accessTokenS} s`)
      .sign(privateKey);
  },
  verify: async (token) => {
    const verified = await jwtVerify(token, ({ kid }) => keys.publicKey(kid ?? ''), {
      issuer,
      audience: issuer,
      algorithms: ['RS256'],
    }).catch((cause: unknown) => {
      throw new AppError('unauthenticated', 'auth.bad_token', 'Sign in again.', { cause });
    });
    const { sub, tid, sid, grants } = Claims.parse(verified.payload);
    return { userId: sub, tenantId: tid, sessionId: sid, grants };
  },
});
