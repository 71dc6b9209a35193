import fc from 'fast-check';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkExpiry, checkPrefix, fullKey } from './object-key.js';

const ctx = { tenantId: '6F1D3B0A-1111-4222-8333-444455556666', requestId: 'spec' };

describe('object keys', () => {
  it('are put behind the tenant', () => {
    expect(fullKey(ctx, 'runs/1/report.json')).toBe('6f1d3b0a-1111-4222-8333-444455556666/runs/1/report.json');
  });

  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '..',
    '../x',
    'a/../b',
    './a',
    'a\\b',
    'a\0',
    'a b',
    'a#type',
    'ä',
    '%2e%2e',
    'a\n',
    'x'.repeat(201),
    'ab/'.repeat(180) + 'x',
  ])('are refused when they are %j', (key) =>
    expect(() => fullKey(ctx, key)).toThrow(expect.objectContaining({ code: 'objects.bad_key' })),
  );

  it('never leave the tenant’s folder', () => {
    const piece = fc.oneof(fc.constantFrom('..', '.', '/', '//', '\\', '%2e', '~', 'a'), fc.string());
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (key) => {
          try {
            return posix.normalize(fullKey(ctx, key)).startsWith(`${ctx.tenantId.toLowerCase()}/`);
          } catch (error) {
            return error instanceof Error && error.name === 'AppError';
          }
        },
      ),
    );
  });

  it('take a prefix that ends anywhere, but leads nowhere else', () => {
    expect(['', 'a/', 'a/b'].map(checkPrefix)).toEqual(['', 'a/', 'a/b']);
    for (const bad of ['/', '../', 'a//'])
      expect(() => checkPrefix(bad)).toThrow(expect.objectContaining({ code: 'objects.bad_key' }));
  });

  it('need a tenant that is a UUID', () => {
    expect(() => fullKey({ tenantId: '../other', requestId: '' }, 'a')).toThrow(
      expect.objectContaining({ code: 'objects.bad_key' }),
    );
  });

  it.each([0, -1, 1.5, 7 * 24 * 3600 + 1, Number.NaN])('are not signed for %d seconds', (seconds) =>
    expect(() => checkExpiry(seconds)).toThrow(expect.objectContaining({ code: 'objects.bad_expiry' })),
  );
});
