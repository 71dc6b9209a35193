import { describe, expect, it } from 'vitest';
import { sumOf } from './amount.js';

describe('sums of amounts in texts', () => {
  it.each([
    [['$19.60'], 1, '$19.60'],
    [['$19.60'], 2, '$39.20'],
    [['$19.60', '$4.95'], 1, '$24.55'],
    [['€ 1.234,50'], 2, '€ 2.469,00'],
    [['CHF 900'], 2, 'CHF 1,800'],
    [['1234.50 EUR'], 2, '2469.00 EUR'],
    [['0000.00 EUR', '1,000.00', '650.5'], 1, '1650.50 EUR'],
    [['0.000,00 €', '1.000,00 €', '650,00 €'], 1, '1.650,00 €'],
    [['Price: 0.05 EUR'], 2, 'Price: 0.10 EUR'],
    [['Tidewater mug'], 2, 'Tidewater mug'],
    [['$19.60', 'Free'], 1, '$19.60'],
  ])('takes %j %i times as %s', (texts, times, sum) => expect(sumOf(texts, times)).toBe(sum));

  it.each([
    ['$48.00', 15, '$7.20'],
    ['$0.90', 15, '$0.14'],
    ['1.234,50 €', 19, '234,56 €'],
  ])('takes of %s %d per cent as %s', (text, percent, part) => expect(sumOf([text], 1, percent)).toBe(part));
});
