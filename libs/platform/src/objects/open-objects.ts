import { createFileObjects } from './file-objects.js';
import type { ObjectStore } from './object-store.js';
import { createS3Objects } from './s3-objects.js';

export interface ObjectSettings {
  S3_ENDPOINT?: string | undefined;
  S3_ACCESS_KEY?: string | undefined;
  S3_SECRET_KEY?: string | undefined;
  S3_BUCKET: string;
  S3_REGION: string;
  TESTFORGE_SIGNING_KEY: string;
}

/** The object store that the configuration names: S3 where there is an endpoint, else files under `dir`. */
export async function openObjects(
  settings: ObjectSettings,
  { dir, publicUrl }: { dir: string; publicUrl: string },
): Promise<ObjectStore> {
  if (!settings.S3_ENDPOINT)
    return createFileObjects({ dir, signingKey: Buffer.from(settings.TESTFORGE_SIGNING_KEY, 'base64'), publicUrl });
  const store = createS3Objects({
    endpoint: settings.S3_ENDPOINT,
    accessKey: settings.S3_ACCESS_KEY ?? '',
    secretKey: settings.S3_SECRET_KEY ?? '',
    bucket: settings.S3_BUCKET,
    region: settings.S3_REGION,
  });
  await store.ensureBucket();
  return store;
}
