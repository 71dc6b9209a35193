import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { titlePattern } from './runner-settings.js';

// The first of many arbitrary texts costs seconds on a machine that is busy.
vi.setConfig({ testTimeout: 30_000 });

const told = (file: string, title: string): string => ` ${file} ${title} @smoke @P0`;

test('a pattern matches its own test, whatever its title holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const pattern = new RegExp(titlePattern({ file: 'tests/cart.spec.ts', title }), 'su');
      expect(pattern.test(told('cart.spec.ts', title))).toBe(true);
    }),
  );
});

test('a pattern does not match another file, a longer title or a shorter one', () => {
  const pattern = new RegExp(titlePattern({ file: 'tests/cart.spec.ts', title: 'The cart adds up' }), 'su');
  expect(
    [
      told('chart.spec.ts', 'The cart adds up'),
      told('cart.spec.ts', 'The cart adds up (2)'),
      told('cart.spec.ts', 'The cart'),
    ].some((text) => pattern.test(text)),
  ).toBe(false);
});
