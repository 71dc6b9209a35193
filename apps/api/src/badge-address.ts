import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PeopleDeps } from './people-deps.js';

type Deps = Pick<PeopleDeps, 'publicUrl' | 'signingKey'>;

const signatureOf = ({ signingKey }: Deps, projectId: string, tenantId: string): string =>
  createHmac('sha256', signingKey).update(`badge\n${tenantId}\n${projectId}`).digest('base64url').slice(0, 32);

/** The address of a project's badge; of one that is not public, signed, so that a README of a closed repository may show it. */
export function badgeUrl(
  deps: Deps,
  project: { id: string; settings: { publicBadge: boolean } },
  tenantId: string,
): string {
  const url = new URL(`/badges/${project.id}.svg`, deps.publicUrl);
  if (!project.settings.publicBadge)
    url.searchParams.set('t', `${tenantId}.${signatureOf(deps, project.id, tenantId)}`);
  return url.href;
}

/** The tenant that a signed address names, or null. */
export function tenantOfBadge(deps: Deps, projectId: string, token: string): string | null {
  const [tenantId = '', given = ''] = token.split('.');
  const expected = Buffer.from(signatureOf(deps, projectId, tenantId));
  const bytes = Buffer.from(given);
  return bytes.length === expected.length && timingSafeEqual(bytes, expected) ? tenantId : null;
}
