import { join } from 'node:path';
import { AppError } from '@testforge/core';
import { checkPolicies, migrate, seedLocalTenant } from '@testforge/platform/db';
import { readText, writeText } from './state-files.js';

interface Databases {
  ownerUrl: string;
  appUrl: string;
  stateDir: string;
}

/** Migrates, checks that every tenant table is fenced, and makes the local tenant. Returns its API key. */
export async function prepareDatabase({
  ownerUrl,
  appUrl,
  stateDir,
}: Databases): Promise<{ apiKey: string; made: boolean }> {
  await migrate({ ownerUrl, appRolePassword: decodeURIComponent(new URL(appUrl).password) });
  const gaps = await checkPolicies(ownerUrl);
  if (gaps.length > 0)
    throw new AppError('conflict', 'db.policy_gap', `The database does not fence tenants off: ${JSON.stringify(gaps)}`);
  return localKey({ ownerUrl, file: join(stateDir, 'local-key') });
}

/** The key is stored nowhere but in this checkout's state; when that file is gone, the key is renewed. */
async function localKey({
  ownerUrl,
  file,
}: {
  ownerUrl: string;
  file: string;
}): Promise<{ apiKey: string; made: boolean }> {
  const kept = await readText(file);
  const seeded = await seedLocalTenant({ ownerUrl, renewKey: kept === null });
  if (seeded.apiKey) {
    await writeText(file, seeded.apiKey);
    return { apiKey: seeded.apiKey, made: true };
  }
  if (kept === null)
    throw new AppError(
      'conflict',
      'local.key_lost',
      'The local API key was lost and could not be renewed; “npm run reset” starts afresh.',
    );
  // Written between quotation marks once.
  return { apiKey: kept.trim().replace(/^"(.*)"$/, '$1'), made: false };
}
