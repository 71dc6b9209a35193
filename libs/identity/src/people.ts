import { AppError, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import type { AtomicCache } from '@testforge/platform/redis';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { wasEnded } from './ended-sessions.js';
import { hashPassword, verifyPassword } from './passwords.js';

export interface Member {
  user: { id: string; email: string; displayName: string };
  tenant: { id: string; name: string };
  role: string;
  grants: string[];
}

export interface Credentials {
  email: string;
  password: string;
}

/** A person in the tenant they sign in to. */
export interface SignedIn {
  userId: string;
  tenantId: string;
  /** The API key that let them in: what it opened ends with it. A password and an invitation are none. */
  keyId?: string | null;
}

export interface People {
  /** Makes a tenant with its owner. Throws `conflict auth.email_taken`. */
  register(who: Credentials & { displayName: string; organisation: string }): Promise<SignedIn>;
  /**
   * `caller` is where it comes from: too many wrong passwords lock an address for them and for nobody else, or else
   * anybody could lock anybody out. Throws `unauthenticated auth.bad_credentials`, with one answer for an unknown address
   * and a wrong password, and `limit auth.locked`.
   */
  logIn(who: Credentials, caller: string): Promise<SignedIn>;
  /** Throws `unauthenticated auth.not_member` when the person has left the tenant. */
  getMember(ctx: TenantContext, userId: string): Promise<Member>;
  /**
   * Sets a person's own password. Whoever has one must say it: throws `unauthenticated auth.bad_credentials`, and
   * `limit auth.locked` after too many wrong ones.
   */
  changePassword(
    ctx: TenantContext,
    userId: string,
    change: { current?: string | undefined; next: string },
  ): Promise<void>;
  /** A code that signs this person in once, within `ttlS` seconds. */
  makeSignInCode(who: SignedIn, ttlS: number): Promise<string>;
  /**
   * Throws `unauthenticated auth.bad_code`, with one answer for unknown, expired, used, ended with the
   * person's sessions, and made by a key that is good no more.
   */
  redeemSignInCode(code: string): Promise<SignedIn>;
}

const wrongTries = 10;
const lockedForS = 15 * 60;
const triesKey = (email: string, caller: string): string =>
  `auth:wrong:${createHash('sha256').update(`${email}\n${caller}`).digest('hex')}`;
const codeKey = (code: string): string => `auth:code:${createHash('sha256').update(code).digest('hex')}`;
const normal = (email: string): string => email.trim().toLowerCase();
const SignInCode = z.object({
  userId: z.uuid(),
  tenantId: z.uuid(),
  keyId: z.uuid().nullable(),
  madeAtMs: z.number(),
});
type SignInCode = z.infer<typeof SignInCode>;

interface PeopleParts {
  db: Db;
  cache: AtomicCache;
  /** Whether a key is neither revoked nor expired. */
  isKeyGood: (tenantId: string, keyId: string) => Promise<boolean>;
}

export function createPeople({ db, cache, isKeyGood }: PeopleParts): People {
  const stillOpens = async ({ userId, tenantId, keyId, madeAtMs }: SignInCode): Promise<boolean> =>
    !(await wasEnded(cache, { userId, sinceMs: madeAtMs })) && (keyId === null || (await isKeyGood(tenantId, keyId)));
  const countTry = async (key: string): Promise<void> => {
    if ((await cache.count(key, lockedForS)) > wrongTries)
      throw new AppError('limit', 'auth.locked', 'Too many tries. Wait a quarter of an hour, then try again.');
  };
  return {
    register: async ({ email, password, displayName, organisation }) => {
      const ids = { tenantId: randomUUID(), userId: randomUUID() };
      const made = await db.lookup.register({
        ...ids,
        name: organisation,
        slug: `t-${ids.tenantId}`,
        email: normal(email),
        displayName,
        passwordHash: await hashPassword(password),
      });
      if (!made) throw new AppError('conflict', 'auth.email_taken', 'There is an account under this address already.');
      return ids;
    },
    logIn: async ({ email, password }, caller) => {
      const tries = triesKey(normal(email), caller);
      await countTry(tries);
      const found = await db.lookup.findSignIn(normal(email));
      if (!(await verifyPassword(found?.hash ?? null, password)) || !found)
        throw new AppError('unauthenticated', 'auth.bad_credentials', 'The address or the password is wrong.');
      await cache.remove(tries);
      return { userId: found.userId, tenantId: found.tenantId };
    },
    getMember: async (ctx, userId) => {
      const membership = await db.tenant(ctx).membership.findUnique({
        where: { tenantId_userId: { tenantId: ctx.tenantId, userId } },
        include: { user: true, role: true, tenant: true },
      });
      if (!membership)
        throw new AppError('unauthenticated', 'auth.not_member', 'You are no longer a member here. Sign in again.');
      const { user, role, tenant } = membership;
      return {
        user: { id: user.id, email: user.email, displayName: user.displayName },
        tenant: { id: tenant.id, name: tenant.name },
        role: role.name,
        grants: role.permissions,
      };
    },
    changePassword: async (ctx, userId, { current = '', next }) => {
      const member = await db.tenant(ctx).membership.findFirst({ where: { userId }, include: { user: true } });
      if (!member) throw new AppError('unauthenticated', 'auth.not_member', 'You are no longer a member here.');
      const { email } = member.user;
      const found = await db.lookup.findSignIn(email);
      if (found) {
        const tries = triesKey(email, userId);
        await countTry(tries);
        if (!(await verifyPassword(found.hash, current)))
          throw new AppError('unauthenticated', 'auth.bad_credentials', 'That is not your password now.');
        await cache.remove(tries);
      }
      await db.lookup.setPassword(userId, await hashPassword(next));
    },
    makeSignInCode: async ({ userId, tenantId, keyId = null }, ttlS) => {
      const code = randomBytes(24).toString('base64url');
      const kept: SignInCode = { userId, tenantId, keyId, madeAtMs: Date.now() };
      await cache.setJson(codeKey(code), kept, ttlS);
      return code;
    },
    redeemSignInCode: async (code) => {
      const kept = SignInCode.safeParse(await cache.takeJson(codeKey(code)));
      if (!kept.success || !(await stillOpens(kept.data)))
        throw new AppError(
          'unauthenticated',
          'auth.bad_code',
          'This sign-in link was used already or has expired. Ask for a new one.',
        );
      const { userId, tenantId, keyId } = kept.data;
      return { userId, tenantId, keyId };
    },
  };
}
