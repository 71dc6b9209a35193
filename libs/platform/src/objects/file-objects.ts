import { AppError } from '@testforge/core';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkExpiry, checkPrefix, fullKey, objectNotFound, tenantPrefix } from './object-key.js';
import type { ObjectStore } from './object-store.js';
import { signPath } from './signature.js';

/** Not a character of keys, so these names meet no object's. */
const typeSuffix = '#type';
const incomingDir = '#incoming';

/**
 * Objects as files, for one machine: `DIR/TENANT/KEY`, the content type beside it. A reader sees the old bytes or the new,
 * never half. Its signed addresses point at the API, which checks them with `verifySignature`.
 * @param options.publicUrl where the API is reached, without a path
 */
export function createFileObjects(options: { dir: string; signingKey: Buffer; publicUrl: string }): ObjectStore {
  const { dir, signingKey, publicUrl } = options;
  return {
    async put(ctx, key, body, { contentType }) {
      const path = join(dir, fullKey(ctx, key));
      // The type first: an object that can be read always has one.
      await replaceFile(dir, path + typeSuffix, contentType);
      await replaceFile(dir, path, body);
    },
    async get(ctx, key) {
      const bytes = await unlessMissing(readFile(join(dir, fullKey(ctx, key))));
      if (bytes === null) throw objectNotFound(key);
      return bytes;
    },
    async head(ctx, key) {
      const path = join(dir, fullKey(ctx, key));
      const found = await unlessMissing(stat(path));
      if (!found?.isFile()) return null;
      const contentType = await unlessMissing(readFile(path + typeSuffix, 'utf8'));
      return contentType === null ? null : { bytes: found.size, contentType };
    },
    async list(ctx, prefix) {
      const root = join(dir, tenantPrefix(ctx));
      const folder = checkPrefix(prefix).slice(0, prefix.lastIndexOf('/') + 1);
      const found = await unlessMissing(readdir(join(root, folder), { recursive: true, withFileTypes: true }));
      return (found ?? [])
        .filter((entry) => entry.isFile() && !entry.name.endsWith(typeSuffix))
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
        .filter((key) => key.startsWith(prefix))
        .sort();
    },
    async delete(ctx, key) {
      const path = join(dir, fullKey(ctx, key));
      await unlessMissing(unlink(path));
      await unlessMissing(unlink(path + typeSuffix));
    },
    async signedUrl(ctx, key, { expiresInS }) {
      const expiresAtS = Math.floor(Date.now() / 1000) + checkExpiry(expiresInS);
      return new URL(signPath(signingKey, fullKey(ctx, key), expiresAtS), publicUrl).href;
    },
  };
}

async function replaceFile(dir: string, path: string, body: Buffer | string): Promise<void> {
  const incoming = join(dir, incomingDir, randomUUID());
  try {
    await mkdir(dirname(incoming), { recursive: true });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(incoming, body);
    await rename(incoming, path);
  } catch (cause) {
    await rm(incoming, { force: true });
    throw new AppError('upstream', 'objects.unavailable', 'an object could not be written', { cause });
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error) && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR')) return null;
    throw new AppError('upstream', 'objects.unavailable', 'an object could not be reached', { cause: error });
  }
}

const hasCode = (error: unknown): error is { code: unknown } =>
  typeof error === 'object' && error !== null && 'code' in error;
