import type { TenantContext } from '@testforge/core';
import type { ApiDeps } from './api-deps.js';
import type { RunArtifacts } from './detail-schemas.js';

/** Addresses of stored files live this long, in seconds. */
export const artifactS = 3600;

/** What people look at; documents between stages are not among it. */
const kinds: [RegExp, string][] = [
  [/\/discovery\/[^/]+\.jpg$/, 'page'],
  [/\/screenshot\.png$/, 'screenshot'],
  [/\/video\.webm$/, 'video'],
  [/\/trace\.zip$/, 'trace'],
  [/\/report\/[^/]+$/, 'report'],
];

/** The run's files that people look at, each under a signed address. */
export async function listArtifacts(
  { runs, objects }: Pick<ApiDeps, 'runs' | 'objects'>,
  ctx: TenantContext,
  runId: string,
): Promise<RunArtifacts['items']> {
  await runs.get(ctx, runId);
  const prefix = `runs/${runId}/`;
  const keys = await objects.list(ctx, prefix);
  const known = keys.flatMap((key) => {
    const kind = kinds.find(([form]) => form.test(key))?.[1];
    return kind ? [{ key, kind }] : [];
  });
  return Promise.all(
    known.map(async ({ key, kind }) => ({
      name: key.slice(prefix.length),
      kind,
      url: await objects.signedUrl(ctx, key, { expiresInS: artifactS }),
    })),
  );
}
