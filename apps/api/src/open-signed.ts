import { AppError } from '@testforge/core';
import { verifySignature, type ObjectStore } from '@testforge/platform/objects';
import type { ApiDeps } from './api-deps.js';

/** The file behind a signed address. One answer for a wrong signature, an expired one and a missing file. */
export function createOpenSigned(objects: ObjectStore, signingKey: Buffer): NonNullable<ApiDeps['openSigned']> {
  const notFound = (): AppError =>
    new AppError('notFound', 'object.not_found', 'There is no such file, or its address has expired.');
  return async (pathAndQuery) => {
    const place = verifySignature(signingKey, pathAndQuery);
    if (!place) throw notFound();
    const ctx = { tenantId: place.tenantId, requestId: 'signed-address' };
    const info = await objects.head(ctx, place.key);
    if (!info) throw notFound();
    return { body: await objects.get(ctx, place.key), contentType: info.contentType };
  };
}
