import { AppError } from '@testforge/core';
import type { AtomicCache } from '@testforge/platform/redis';
import type { Vault } from '@testforge/platform/secrets';
import { exportJWK, exportPKCS8, generateKeyPair, importJWK, importPKCS8, type CryptoKey, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const KeptKey = z.object({
  kid: z.string(),
  madeAtMs: z.number(),
  publicJwk: z.record(z.string(), z.unknown()),
  sealed: z.object({ ciphertext: z.string(), nonce: z.string(), keyId: z.string() }),
});
type KeptKey = z.infer<typeof KeptKey>;
const KeyRing = z.array(KeptKey).min(1);

export interface SigningKeys {
  /** The newest key, made when there is none or the newest has been used for long enough. */
  current(): Promise<{ kid: string; privateKey: CryptoKey }>;
  /** Throws `unauthenticated auth.bad_token` for a key nobody knows. */
  publicKey(kid: string): Promise<CryptoKey>;
  jwks(): Promise<{ keys: JWK[] }>;
}

const ringKey = 'auth:signing-keys';
const day = 86_400;
/** A key signs for this long; the one before it still verifies, so a token always outlives neither. */
const rotateAfterMs = 30 * day * 1000;
const keptS = 90 * day;
const algorithm = 'RS256';
/** Signing keys belong to the installation, not to a tenant. */
const scope = { tenantId: 'platform', requestId: 'signing-keys' };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));

/**
 * The RS256 keys of all API processes, in Redis, the private halves sealed by the vault. When Redis is lost so are they,
 * and with them the sessions that would need them.
 */
export function createSigningKeys({ cache, vault }: { cache: AtomicCache; vault: Vault }): SigningKeys {
  const ring = new Map<string, KeptKey>();
  const read = async (): Promise<{ kept: unknown; keys: KeptKey[] }> => {
    const kept = await cache.getJson(ringKey);
    const parsed = KeyRing.safeParse(kept);
    const keys = parsed.success ? parsed.data : [];
    ring.clear();
    for (const key of keys) ring.set(key.kid, key);
    return { kept, keys };
  };
  const newest = async (): Promise<KeptKey> => {
    const { kept, keys } = await read();
    const [first] = keys;
    if (first && Date.now() - first.madeAtMs < rotateAfterMs) return first;
    const next = [await makeKey(vault), ...keys.slice(0, 1)];
    // Of several processes one wins; all go on with the winner's.
    await (first ? cache.replaceJson(ringKey, kept, next, keptS) : cache.addJson(ringKey, next, keptS));
    const [winner] = (await read()).keys;
    if (!winner) throw new AppError('upstream', 'auth.no_keys', 'The keys that sign sessions cannot be kept.');
    return winner;
  };
  return {
    current: async () => {
      const { kid, sealed } = await newest();
      const { ciphertext, nonce, keyId } = sealed;
      const pem = vault.open(scope, { ciphertext: bytes(ciphertext), nonce: bytes(nonce), keyId });
      return { kid, privateKey: await importPKCS8(pem, algorithm) };
    },
    publicKey: async (kid) => {
      const key = ring.get(kid) ?? (await read()).keys.find((each) => each.kid === kid);
      if (!key) throw new AppError('unauthenticated', 'auth.bad_token', 'Sign in again.');
      return (await importJWK(key.publicJwk as JWK, algorithm)) as CryptoKey;
    },
    jwks: async () => {
      await newest();
      return { keys: [...ring.values()].map(({ publicJwk }) => publicJwk as JWK) };
    },
  };
}

async function makeKey(vault: Vault): Promise<KeptKey> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
  const kid = randomUUID();
  const { ciphertext, nonce, keyId } = vault.seal(scope, await exportPKCS8(privateKey));
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
  return {
    kid,
    madeAtMs: Date.now(),
    publicJwk,
    sealed: { ciphertext: base64(ciphertext), nonce: base64(nonce), keyId },
  };
}
