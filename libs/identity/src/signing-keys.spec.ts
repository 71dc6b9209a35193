import { createVault } from '@testforge/platform/secrets';
import { createMemoryCache } from '@testforge/testkit';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAccessTokens } from './access-tokens.js';
import { createSigningKeys } from './signing-keys.js';

const holder = {
  userId: '6f1f3c7e-5d5c-4d0e-9a4b-0c9d8f7e6a5b',
  tenantId: '0b9c8d7e-6f5a-4b3c-8d2e-1f0a9b8c7d6e',
  sessionId: 'a',
  grants: ['run:read'],
};

describe('the keys that sign', () => {
  it('are the same for all processes, also for those that start at the same moment', async () => {
    const shared = { cache: createMemoryCache(), vault: createVault({ key: randomBytes(32), keyId: 'spec' }) };
    const [one, two] = [createSigningKeys(shared), createSigningKeys(shared)];
    const [a, b] = await Promise.all([one.current(), two.current()]);
    expect(a.kid).toBe(b.kid);
    const token = await createAccessTokens(one).sign(holder);
    expect(await createAccessTokens(two).verify(token)).toEqual(holder);
  });
  it('lie sealed where they are kept', async () => {
    const cache = createMemoryCache();
    await createSigningKeys({ cache, vault: createVault({ key: randomBytes(32), keyId: 'spec' }) }).current();
    const kept = JSON.stringify(await cache.getJson('auth:signing-keys'));
    expect(kept).not.toMatch(/PRIVATE KEY|"d":/);
  });
  it('of another installation sign nothing here', async () => {
    const make = () =>
      createAccessTokens(
        createSigningKeys({ cache: createMemoryCache(), vault: createVault({ key: randomBytes(32), keyId: 'spec' }) }),
      );
    const token = await make().sign(holder);
    await expect(make().verify(token)).rejects.toMatchObject({ code: 'auth.bad_token' });
  });
});
