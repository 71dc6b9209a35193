import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storable } from './storable.js';

describe('a storable document', () => {
  it('marks what a database cannot hold, in values and names', () => {
    expect(storable({ 'a\0': ['b\0', '\ud83d', { c: 'x\udc00y' }], n: 1, none: null, yes: true })).toEqual({
      'a\ufffd': ['b\ufffd', '\ufffd', { c: 'x\ufffdy' }],
      n: 1,
      none: null,
      yes: true,
    });
  });
  it('leaves whole characters alone, those outside the basic plane too', () => {
    expect(storable('é 漢 😀 \t\n')).toBe('é 漢 😀 \t\n');
  });
  it('is well formed, without NUL, and the same when made again, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (text) => {
          const stored = storable(text);
          expect(stored.isWellFormed() && !stored.includes('\0')).toBe(true);
          expect(storable(stored)).toBe(stored);
        },
      ),
    );
  });
});
