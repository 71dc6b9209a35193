import { describe, expect, it } from 'vitest';
import { signPath, verifySignature } from './signature.js';

const tenantId = '6f1d3b0a-1111-4222-8333-444455556666';
const signingKey = Buffer.alloc(32, 1);
const address = signPath(signingKey, `${tenantId}/runs/a+b@c=d~e.png`, 1_000);

describe('a signed address', () => {
  it('names its object until it expires', () => {
    expect(verifySignature(signingKey, address, 999_999)).toEqual({ tenantId, key: 'runs/a+b@c=d~e.png' });
    expect(verifySignature(signingKey, address, 1_000_000)).toBeNull();
  });

  it.each([
    ['another object', address.replace('runs', 'runz')],
    ['another tenant', address.replace('6f1d', '7f1d')],
    ['a later end', address.replace('expires=1000', 'expires=9000')],
    ['a different signature', `${address}x`],
    ['no signature', address.replace(/&signature.*/, '')],
    ['no end', address.replace('expires=1000&', '')],
    ['another path', address.replace('/objects/', '/other/')],
  ])('is refused for %s', (_what, forged) => expect(verifySignature(signingKey, forged, 0)).toBeNull());

  it('is refused under another key', () => expect(verifySignature(Buffer.alloc(32, 2), address, 0)).toBeNull());
});
