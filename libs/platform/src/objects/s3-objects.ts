import { AppError } from '@testforge/core';
import type { BucketItem } from 'minio';
import { Client } from 'minio';
import { buffer } from 'node:stream/consumers';
import { checkExpiry, checkPrefix, fullKey, objectNotFound, tenantPrefix } from './object-key.js';
import type { ObjectStore } from './object-store.js';

export interface S3Options {
  /** `http://host:port` or `https://host`. */
  endpoint: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
  /** `us-east-1` unless given; stated, so that no request is spent on asking. */
  region?: string;
}

/** Objects in one bucket of any S3-compatible store. Its signed addresses point at the store itself. */
export function createS3Objects(options: S3Options): ObjectStore & {
  /** Makes the bucket if it is missing. */
  ensureBucket(): Promise<void>;
} {
  const { bucket, region = 'us-east-1' } = options;
  const client = connect(options, region);
  return {
    async ensureBucket() {
      if (!(await reaching(() => client.bucketExists(bucket)))) await reaching(() => client.makeBucket(bucket, region));
    },
    async put(ctx, key, body, { contentType }) {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
      const place = fullKey(ctx, key);
      await reaching(() => client.putObject(bucket, place, bytes, bytes.length, { 'Content-Type': contentType }));
    },
    async get(ctx, key) {
      const place = fullKey(ctx, key);
      const bytes = await reaching(async () => buffer(await client.getObject(bucket, place)));
      if (bytes === null) throw objectNotFound(key);
      return bytes;
    },
    async head(ctx, key) {
      const place = fullKey(ctx, key);
      const found = await reaching(() => client.statObject(bucket, place));
      return found && { bytes: found.size, contentType: String(found.metaData['content-type']) };
    },
    async list(ctx, prefix) {
      const root = tenantPrefix(ctx);
      const found = client.listObjectsV2(bucket, root + checkPrefix(prefix), true);
      const items = (await reaching<BucketItem[]>(() => found.toArray())) ?? [];
      return items.map(({ name = '' }) => name.slice(root.length)).sort();
    },
    async delete(ctx, key) {
      const place = fullKey(ctx, key);
      await reaching(() => client.removeObject(bucket, place));
    },
    async signedUrl(ctx, key, { expiresInS }) {
      return client.presignedGetObject(bucket, fullKey(ctx, key), checkExpiry(expiresInS));
    },
  };
}

function connect({ endpoint, accessKey, secretKey }: S3Options, region: string): Client {
  const { hostname, port, protocol } = new URL(endpoint);
  const useSSL = protocol === 'https:';
  return new Client({
    endPoint: hostname,
    port: port ? Number(port) : useSSL ? 443 : 80,
    useSSL,
    accessKey,
    secretKey,
    region,
    pathStyle: true,
  });
}

/** Null when the object is not there; every other failure is the store's. */
async function reaching<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'NoSuchKey' || code === 'NotFound') return null;
    throw new AppError('upstream', 'objects.unavailable', 'the object store refused or did not answer', {
      cause: error,
      details: { code },
    });
  }
}
