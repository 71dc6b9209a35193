import { describe, expect, it } from 'vitest';
import { countIn, eachContains, inOrder, restOf } from './list-relations.js';

describe('what is true of a whole list', () => {
  it.each([
    ['41 products', 41],
    ['1,204 results', 1204],
    ['1–12 of 41', null],
    ['nothing', null],
  ])('reads from %j the count %s', (text, count) => expect(countIn(text)).toBe(count));

  it.each([
    ['41 products', '12', '4', '5'],
    ['41 products', '12', '3', '12'],
    ['36 products', '12', '3', '12'],
    ['5 products', '12', '1', '5'],
    ['5 products', '12', '2', '0'],
    ['1–12 of 41', '12', '4', 'nothing to count'],
    ['41 products', '0', '4', 'nothing to count'],
    ['41 products', '12', 'Next', 'nothing to count'],
  ])('puts of %j in pages of %s on page %s %s', (all, full, page, rest) => expect(restOf(all, full, page)).toBe(rest));

  it('says which row lacks what each should contain, and that an empty list shows nothing', () => {
    expect(eachContains(['Cap  Wear', 'Wear Socks'], 'Wear')).toBe('Wear');
    expect(eachContains(['Cap Wear', 'Mug Kitchen'], 'Wear')).toBe('“Mug Kitchen” without “Wear”');
    expect(eachContains([], 'Wear')).toBe('nothing is listed');
  });

  it('tells by amounts of money before other numbers, and passes over what has none', () => {
    expect(inOrder(['Set of 9 $8.50', 'Sold out', 'Set of 2 $12.00', '$1,200'], 'amounts rising')).toBe(
      'amounts rising',
    );
    expect(inOrder(['3 kg', '12 kg'], 'amounts falling')).toBe('“3 kg” before “12 kg”');
  });

  it('tells names by their first letters alone, since apps differ in the rest', () => {
    expect(inOrder(['Ähre', 'apple', 'Boat', 'bark'], 'letters rising')).toBe('letters rising');
    expect(inOrder(['Boat', 'Anchor'], 'letters rising')).toBe('“Boat” before “Anchor”');
  });

  it('tells days as they are written', () => {
    expect(inOrder(['2031-02-01', '2030-12-31'], 'days falling')).toBe('days falling');
    expect(inOrder(['a', 'b'], 'days falling')).toBe('nothing to compare');
  });
});
