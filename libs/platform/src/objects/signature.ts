import { createHmac, timingSafeEqual } from 'node:crypto';
import { checkKey, tenantPrefix } from './object-key.js';

/** Path under which the API serves signed addresses of the file store. */
export const objectsPath = '/objects/';

/** `place` is the tenant, a slash and the key; the answer is path and query of an address. */
export function signPath(signingKey: Buffer, place: string, expiresAtS: number): string {
  return `${objectsPath}${encodePath(place)}?expires=${expiresAtS}&signature=${signatureOf(signingKey, place, expiresAtS)}`;
}

/**
 * Judges an address made by the file store's `signedUrl`.
 * @param pathAndQuery as it came in, `/objects/…?expires=…&signature=…`
 * @returns whose object it is, or null when the signature is wrong or has expired.
 */
export function verifySignature(
  signingKey: Buffer,
  pathAndQuery: string,
  nowMs: number = Date.now(),
): { tenantId: string; key: string } | null {
  const url = URL.parse(pathAndQuery, 'http://localhost');
  if (!url?.pathname.startsWith(objectsPath)) return null;
  const place = url.pathname
    .slice(objectsPath.length)
    .replaceAll('%40', '@')
    .replaceAll('%2B', '+')
    .replaceAll('%3D', '=');
  const expiresAtS = Number(url.searchParams.get('expires'));
  if (!Number.isSafeInteger(expiresAtS) || expiresAtS * 1000 <= nowMs) return null;
  const given = Buffer.from(url.searchParams.get('signature') ?? '');
  const expected = Buffer.from(signatureOf(signingKey, place, expiresAtS));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [tenantId = '', ...segments] = place.split('/');
  return { tenantId: tenantPrefix({ tenantId, requestId: '' }).slice(0, -1), key: checkKey(segments.join('/')) };
}

const signatureOf = (signingKey: Buffer, place: string, expiresAtS: number): string =>
  createHmac('sha256', signingKey).update(`GET\n${place}\n${expiresAtS}`).digest('base64url');

const encodePath = (place: string): string => place.split('/').map(encodeURIComponent).join('/');
