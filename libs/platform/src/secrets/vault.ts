import type { TenantContext } from '@testforge/core';
import { AppError } from '@testforge/core';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What may be stored: useless without the key, and for any other tenant than the one it was sealed for. */
export interface Sealed {
  /** Ends with the 16 bytes of the authentication tag. */
  ciphertext: Uint8Array<ArrayBuffer>;
  nonce: Uint8Array<ArrayBuffer>;
  /** Names the key, for when there is a newer one. */
  keyId: string;
}

export interface Vault {
  seal(ctx: TenantContext, plaintext: string): Sealed;
  /** @throws AppError invalid: `secrets.unknown_key`, or `secrets.unreadable` when altered or another tenant's */
  open(ctx: TenantContext, sealed: Sealed): string;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals secrets with AES-256-GCM (NIST SP 800-38D) under a fresh nonce, bound to the tenant as additional data.
 * @param options.key 32 bytes
 * @throws AppError invalid `secrets.bad_key`
 */
export function createVault({ key, keyId }: { key: Buffer; keyId: string }): Vault {
  if (key.length !== keyBytes)
    throw new AppError('invalid', 'secrets.bad_key', `the secret key must be ${keyBytes} bytes long`);
  return {
    seal(ctx, plaintext) {
      const nonce = new Uint8Array(randomBytes(nonceBytes));
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(ctx.tenantId));
      const parts = [cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return { ciphertext: new Uint8Array(Buffer.concat(parts)), nonce, keyId };
    },
    open(ctx, sealed) {
      if (sealed.keyId !== keyId) {
        throw new AppError('invalid', 'secrets.unknown_key', 'the secret was sealed with another key', {
          details: { keyId: sealed.keyId },
        });
      }
      return decrypt(key, ctx.tenantId, sealed);
    },
  };
}

/** The vault of an installation, from its configuration. */
export const openVault = ({ TESTFORGE_SECRET_KEY }: { TESTFORGE_SECRET_KEY: string }): Vault =>
  createVault({ key: Buffer.from(TESTFORGE_SECRET_KEY, 'base64'), keyId: 'installation' });

function decrypt(key: Buffer, tenantId: string, { ciphertext, nonce }: Sealed): string {
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(tenantId))
      .setAuthTag(ciphertext.subarray(-tagBytes));
    return Buffer.concat([decipher.update(ciphertext.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new AppError('invalid', 'secrets.unreadable', 'the secret cannot be opened', { cause });
  }
}
