import { createApiKey, createDb, hashApiKey, seedLocalTenant, systemRoles, type Db } from '@testforge/platform/db';
import { createTestDatabase, type TestDatabase } from '@testforge/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity, type Identity } from '../src/index.js';

let database: TestDatabase;
let db: Db;
let identity: Identity;
let owner: { tenantId: string; userId: string; apiKey?: string };

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl });
  identity = createIdentity({ db });
  owner = await seedLocalTenant({ ownerUrl: database.ownerUrl });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

async function makeKey(data: { scopes: string[]; expiresAt?: Date; revokedAt?: Date }): Promise<string> {
  const key = createApiKey();
  await db
    .tenant({ tenantId: owner.tenantId, requestId: 'spec' })
    .apiKey.create({ data: { name: 'made', hash: hashApiKey(key), prefix: key.slice(0, 12), ...data } });
  return key;
}

const refusal = { kind: 'unauthenticated', code: 'auth.bad_key' };

describe('the holder of a key', () => {
  it('is the tenant and person it was made for, with the key’s grants', async () => {
    expect(await identity.authenticate(owner.apiKey ?? '')).toMatchObject({
      tenantId: owner.tenantId,
      userId: owner.userId,
      grants: ['*'],
    });
    expect(await identity.authenticate(await makeKey({ scopes: ['run:read'] }))).toMatchObject({
      userId: null,
      grants: ['run:read'],
    });
  });

  it('gets one answer for a key that is unknown, revoked, expired or no key at all', async () => {
    const keys = [
      createApiKey(),
      await makeKey({ scopes: ['*'], revokedAt: new Date() }),
      await makeKey({ scopes: ['*'], expiresAt: new Date(Date.now() - 1) }),
      '',
      'tf_live_',
      `${owner.apiKey}\u0000`,
      'x'.repeat(100_000),
    ];
    const errors = await Promise.all(keys.map((key) => identity.authenticate(key).catch((error: unknown) => error)));
    for (const error of errors) expect(error).toMatchObject({ ...refusal, message: (errors[0] as Error).message });
  });

  it('as a viewer may read and may not start', async () => {
    const viewer = await identity.authenticate(await makeKey({ scopes: [...systemRoles.viewer.permissions] }));
    expect(() => identity.demand(viewer, 'run:read')).not.toThrow();
    expect(() => identity.demand(viewer, 'run:start')).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'auth.not_allowed' }),
    );
  });
});
