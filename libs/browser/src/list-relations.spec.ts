import { describe, expect, it } from 'vitest';
import { countIn, eachContains, inOrder, recount, restOf } from './list-relations.js';

describe('what is true of a whole list', () => {
  it.each([
    ['41 products', 41],
    ['1,204 results', 1204],
    ['1–12 of 41', 41],
    ['11 - 20 de 1.204 clientes', 1204],
    ['3 of 5 done', null],
    ['nothing', null],
  ])('reads from %j the count %s', (text, count) => expect(countIn(text)).toBe(count));

  it.each([
    ['41 products', '12', '4', '5'],
    ['41 products', '12', '3', '12'],
    ['36 products', '12', '3', '12'],
    ['5 products', '12', '1', '5'],
    ['5 products', '12', '2', '0'],
    ['37–41 of 41', '12', '4', '5'],
    ['12 of 41', '12', '4', 'nothing to count'],
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

  it('takes names also as an app sorts them that puts capitals first, all of a list in the same way', () => {
    expect(inOrder(['Boat', 'Zebra', 'apple', 'title'], 'letters rising')).toBe('letters rising');
    expect(inOrder(['title', 'apple', 'Zebra', 'Boat'], 'letters falling')).toBe('letters falling');
    expect(inOrder(['Zebra', 'apple', 'Boat'], 'letters rising')).toBe('“Zebra” before “apple”');
  });

  it('tells days as they are written', () => {
    expect(inOrder(['2031-02-01', '2030-12-31'], 'days falling')).toBe('days falling');
    expect(inOrder(['a', 'b'], 'days falling')).toBe('nothing to compare');
    expect(inOrder(['23/11/2026', '5/12/2026', '01/01/2027'], 'days rising')).toBe('days rising');
    expect(inOrder(['23.11.2026', '01.12.2025'], 'days rising')).toBe('“23.11.2026” before “01.12.2025”');
    expect(inOrder(['12/24/2026', '01/02/2026'], 'days falling')).toBe('days falling');
    expect(inOrder(['Nov 30, 2026', 'December 1st, 2026'], 'days rising')).toBe('days rising');
    expect(inOrder(['3. März 2026', '2. Februar 2026', '30 de enero de 2026'], 'days falling')).toBe('days falling');
    expect(inOrder(['3 foo 2026', '2 bar 2026'], 'days falling')).toBe('nothing to compare');
  });

  it('takes days in figures in either way where nothing tells day and month apart', () => {
    expect(inOrder(['02/11/2026', '05/10/2026'], 'days rising')).toBe('days rising');
    expect(inOrder(['02/11/2026', '05/10/2026'], 'days falling')).toBe('days falling');
    expect(inOrder(['02/11/2026', '05/10/2026', '13/09/2026'], 'days rising')).toBe('“02/11/2026” before “05/10/2026”');
  });
});

it.each([
  ['Open tickets 12', 'Open tickets 12', '12 tickets', 'Open tickets 12'],
  ['Open tickets 12', 'Open tickets 12', '13 tickets', 'Open tickets 13'],
  // Somebody opened one between the looks.
  ['Open tickets 13', 'Open tickets 12', '13 tickets', 'Open tickets 13'],
  ['Open tickets 12', 'Open tickets 14', '13', 'Open tickets 12'],
  ['Open tickets 12', 'Open tickets 14', '20', 'Open tickets 20'],
  ['Open tickets', 'Open tickets 14', '14', 'nothing to count'],
])('%j after %j is to say of %j: %j', (now, earlier, seen, wanted) => expect(recount(now, earlier, seen)).toBe(wanted));
