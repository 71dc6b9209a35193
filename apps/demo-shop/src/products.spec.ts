import { describe, expect, it } from 'vitest';
import { drawProduct } from './drawing.js';
import { categories, drawings, findProduct, products } from './products.js';

describe('products', () => {
  it('have addresses and names of their own', () => {
    expect(products.length).toBeGreaterThanOrEqual(24);
    expect(new Set(products.map(({ slug }) => slug)).size).toBe(products.length);
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
  });

  it.each(products)('$slug has a category, a drawing, a price in whole cents and a day', (product) => {
    expect(Object.keys(categories)).toContain(product.category);
    expect(drawings).toContain(product.drawing);
    expect(Number.isInteger(product.priceCents) && product.priceCents > 0).toBe(true);
    expect(product.addedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(drawProduct(product)).toMatch(/^<svg .*<\/svg>$/);
  });

  it('are found by their address, and nothing else is', () => {
    expect(findProduct('watch-cap')?.name).toBe('Watch Cap');
    expect(findProduct('nothing')).toBeNull();
  });
});
