import { expect, test } from 'vitest';
import { pathTemplate, urlTemplate } from './url-template.js';

test('numbers and identifiers become a variable, the query goes', () => {
  expect(urlTemplate('http://shop:1/orders/17/items?token=x#y')).toBe('http://shop:1/orders/:id/items');
  expect(urlTemplate('http://shop/o/018f0000-0000-7000-8000-000000000001')).toBe('http://shop/o/:id');
  expect(urlTemplate('http://shop/cart/add')).toBe('http://shop/cart/add');
});

test('a path has the same template as the address that it is of', () => {
  expect(pathTemplate('http://shop:1/orders/17/items?token=x#y')).toBe('/orders/:id/items');
  expect(pathTemplate('/orders/17/items?token=x')).toBe('/orders/:id/items');
  expect(pathTemplate(urlTemplate('http://shop:1/orders/17'))).toBe('/orders/:id');
});
