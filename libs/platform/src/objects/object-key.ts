import type { TenantContext } from '@testforge/core';
import { AppError } from '@testforge/core';
import { z } from 'zod';

const maxKeyLength = 512;
const maxSegmentLength = 200;
const segmentPattern = /^[\w.\-+@=~]+$/;
const longestExpiryS = 7 * 24 * 3600;

/** The place of a tenant's object in a store that all tenants share. */
export const fullKey = (ctx: TenantContext, key: string): string => tenantPrefix(ctx) + checkKey(key);

/** What comes before every key of the tenant; ends with a slash. */
export function tenantPrefix(ctx: TenantContext): string {
  const tenantId = z.uuid().safeParse(ctx.tenantId);
  if (!tenantId.success) throw badKey('the tenant id is not a UUID');
  return `${tenantId.data.toLowerCase()}/`;
}

export function checkKey(key: string): string {
  if (key.length > maxKeyLength) throw badKey(`an object key is longer than ${maxKeyLength}`);
  if (!key.split('/').every(isSegment)) throw badKey('an object key is no plain relative path');
  return key;
}

/** A prefix may stop anywhere, also in the middle of a name or after a slash. */
export function checkPrefix(prefix: string): string {
  if (prefix !== '') checkKey(prefix.replace(/\/$/, ''));
  return prefix;
}

export function checkExpiry(expiresInS: number): number {
  if (Number.isInteger(expiresInS) && expiresInS >= 1 && expiresInS <= longestExpiryS) return expiresInS;
  throw new AppError('invalid', 'objects.bad_expiry', `a signed address lives from 1 to ${longestExpiryS} seconds`);
}

const isSegment = (segment: string): boolean =>
  segmentPattern.test(segment) && segment.length <= maxSegmentLength && segment !== '.' && segment !== '..';

const badKey = (message: string) => new AppError('invalid', 'objects.bad_key', message);
export const objectNotFound = (key: string) =>
  new AppError('notFound', 'objects.not_found', `there is no object ${key}`);
