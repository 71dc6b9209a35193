import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVault } from './vault.js';

const ctx = { tenantId: '6f1d3b0a-1111-4222-8333-444455556666', requestId: 'spec' };
const other = { ...ctx, tenantId: '7f1d3b0a-1111-4222-8333-444455556666' };
const key = randomBytes(32);
const vault = createVault({ key, keyId: 'k1' });
const unreadable = expect.objectContaining({ code: 'secrets.unreadable' });

describe('the vault', () => {
  it.each(['', 'pässword ✓', 'x'.repeat(10_000)])('opens what it sealed', (secret) => {
    expect(vault.open(ctx, vault.seal(ctx, secret))).toBe(secret);
  });

  it('seals the same secret differently each time, and never in the clear', () => {
    const [one, two] = [vault.seal(ctx, 'secret'), vault.seal(ctx, 'secret')];
    expect(one.ciphertext).not.toEqual(two.ciphertext);
    expect(Buffer.from(one.ciphertext).toString('latin1')).not.toContain('secret');
  });

  it('opens nothing for another tenant', () => {
    expect(() => vault.open(other, vault.seal(ctx, 'secret'))).toThrow(unreadable);
  });

  it('refuses what was altered or cut short', () => {
    const sealed = vault.seal(ctx, 'secret');
    const altered = Uint8Array.from(sealed.ciphertext, (byte, index) => (index === 0 ? byte ^ 1 : byte));
    expect(() => vault.open(ctx, { ...sealed, ciphertext: altered })).toThrow(unreadable);
    expect(() => vault.open(ctx, { ...sealed, ciphertext: sealed.ciphertext.slice(0, 8) })).toThrow(unreadable);
    expect(() => vault.open(ctx, { ...sealed, nonce: new Uint8Array(12) })).toThrow(unreadable);
  });

  it('says when another key is needed, and refuses a key of the wrong length', () => {
    const newer = createVault({ key: randomBytes(32), keyId: 'k2' });
    expect(() => newer.open(ctx, vault.seal(ctx, 'secret'))).toThrow(
      expect.objectContaining({ code: 'secrets.unknown_key' }),
    );
    expect(() => createVault({ key: randomBytes(16), keyId: 'k' })).toThrow(
      expect.objectContaining({ code: 'secrets.bad_key' }),
    );
  });
});
