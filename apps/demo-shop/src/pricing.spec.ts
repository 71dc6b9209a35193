import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, freeShippingFromCents, shippingCents, subtotalCents, taxCents } from './pricing.js';
import { priceLines, rules } from './rules.js';

const line = fc.record({ unitCents: fc.integer({ min: 1, max: 50_000 }), quantity: fc.integer({ min: 1, max: 20 }) });

describe('pricing', () => {
  it('adds up every line', () => {
    expect(
      subtotalCents([
        { unitCents: 2400, quantity: 2 },
        { unitCents: 900, quantity: 1 },
      ]),
    ).toBe(5700);
  });

  it('ships for a flat rate, free from the limit on, and ships nothing for nothing', () => {
    expect([0, 1, freeShippingFromCents - 1, freeShippingFromCents].map(shippingCents)).toEqual([0, 795, 795, 0]);
  });

  it('rounds tax half up to the cent', () => {
    expect([10, 3, 2400].map(taxCents)).toEqual([2, 0, 360]);
  });

  it('gives totals in whole cents that add up, for any cart', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const totals = priceLines(lines, rules);
        expect(Object.values(totals).every(Number.isInteger)).toBe(true);
        expect(totals.totalCents).toBe(totals.subtotalCents + totals.shippingCents + totals.taxCents);
      }),
    );
  });

  it('writes money with cents and with commas between thousands', () => {
    expect([0, 5, 1999, 123456789].map(formatMoney)).toEqual(['$0.00', '$0.05', '$19.99', '$1,234,567.89']);
  });
});
