import type { TenantContext } from '@testforge/core';
import type { ApiDeps } from './api-deps.js';
import type { RunStates } from './detail-schemas.js';
import { artifactS } from './run-artifacts.js';
import { readModel } from './run-documents.js';

/** The states that discovery found, once it has ended; nothing before. */
export async function showStates(
  deps: Pick<ApiDeps, 'details' | 'objects'>,
  ctx: TenantContext,
  runId: string,
): Promise<RunStates['items']> {
  const model = await readModel(deps, ctx, runId);
  return Promise.all(
    (model?.states ?? []).map(async ({ key, template, path, status, depth, snapshot, loadMs, screenshot }) => ({
      key,
      template,
      path,
      title: snapshot.title,
      status,
      depth,
      forms: snapshot.forms.length,
      elements: snapshot.elements.length,
      loadMs,
      picture: screenshot ? await deps.objects.signedUrl(ctx, screenshot, { expiresInS: artifactS }) : null,
    })),
  );
}
