import type { TenantContext } from '@testforge/core';

export interface ObjectInfo {
  bytes: number;
  /** MIME type, as it was put. */
  contentType: string;
}

/**
 * Named bytes of a tenant. A key is a relative path of letters, digits and `._-+@=~`, at most 512 long; no key is also the
 * folder of another. The tenant is put before every key, so none reaches another tenant's objects.
 * All throw AppError: invalid `objects.bad_key`, upstream `objects.unavailable`.
 */
export interface ObjectStore {
  /** Replaces what was there, at once and wholly. */
  put(ctx: TenantContext, key: string, body: Buffer | string, options: { contentType: string }): Promise<void>;
  /** @throws AppError notFound `objects.not_found` */
  get(ctx: TenantContext, key: string): Promise<Buffer>;
  /** Null when there is no such object. */
  head(ctx: TenantContext, key: string): Promise<ObjectInfo | null>;
  /** Keys that start with the prefix (any string of key characters; all for ''), sorted. */
  list(ctx: TenantContext, prefix: string): Promise<string[]>;
  /** Deleting what is not there is no error. */
  delete(ctx: TenantContext, key: string): Promise<void>;
  /** An address anyone may GET until it expires; 1 second to 7 days. Says nothing about whether the object is there. */
  signedUrl(ctx: TenantContext, key: string, options: { expiresInS: number }): Promise<string>;
}
