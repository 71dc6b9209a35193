import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesSearch, paginate, sortProducts, toCategory, toPageNumber, toSortOrder } from './catalogue.js';
import { products } from './products.js';

const found = (query: string): string[] =>
  products.filter((product) => matchesSearch(product, query)).map(({ slug }) => slug);

describe('search', () => {
  it('finds words in name, summary and category, whatever their case and order', () => {
    expect(found('LANTERN')).toEqual(['keeper-lantern', 'cabin-lantern']);
    expect(found('oil brass')).toEqual(['keeper-lantern']);
    expect(found('paper')).toContain('pilot-pen');
  });

  it('finds everything for an empty query and nothing for an unknown word', () => {
    expect(found('')).toHaveLength(products.length);
    expect(found('submarine')).toEqual([]);
  });
});

describe('sorting', () => {
  it('sorts by price both ways, by name and by age', () => {
    expect(sortProducts(products, 'price-low')[0]?.slug).toBe('tar-soap');
    expect(sortProducts(products, 'price-high')[0]?.slug).toBe('fisherman-sweater');
    expect(sortProducts(products, 'name')[0]?.slug).toBe('beach-towel-blanket');
    expect(sortProducts(products, 'newest')[0]?.slug).toBe('beach-towel-blanket');
  });

  it('keeps the featured order and does not touch the list it is given', () => {
    expect(sortProducts(products, 'featured')).toEqual(products);
    expect(products[0]?.slug).toBe('tidewater-mug');
  });
});

describe('pages', () => {
  it('put together are the list again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (list, size) => {
        const { count } = paginate(list, 1, size);
        const all = Array.from({ length: count }, (_, index) => paginate(list, index + 1, size).items).flat();
        expect(all).toEqual(list);
      }),
    );
  });

  it('move a number outside the list to the nearest page', () => {
    expect(paginate([1, 2, 3], 9, 2)).toEqual({ items: [3], number: 2, count: 2, totalItems: 3 });
    expect(paginate([], 3, 2)).toEqual({ items: [], number: 1, count: 1, totalItems: 0 });
  });

  it('read numbers, categories and orders from addresses and take nothing else', () => {
    expect(['2', '0', '-1', 'x', undefined].map(toPageNumber)).toEqual([2, 1, 1, 1, 1]);
    expect(['deck', 'toString', undefined].map(toCategory)).toEqual(['deck', null, null]);
    expect(['newest', 'oldest'].map(toSortOrder)).toEqual(['newest', null]);
  });
});
