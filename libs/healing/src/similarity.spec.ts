import { describe, expect, it } from 'vitest';
import { headsTheSame, identifiesTheSame, labelSimilarity, pathSimilarity } from './similarity.js';

describe('identifiers', () => {
  it.each([
    ['add-to-cart', 'addToCart'],
    ['add-to-cart', 'shop.addToCart'],
    ['total', 'shop.total'],
    ['cart-total', 'basket_total'],
    ['email', 'email_address'],
  ])('%s and %s mean the same', (a, b) => expect(identifiesTheSame(a, b)).toBe(true));

  it.each([
    ['total', 'sub-total'],
    ['cart-total', 'cart-total-items'],
    ['cart-total', 'cart-subtotal'],
    ['billing.email', 'shipping.email'],
    ['quantity-1', 'quantity-2'],
    ['first-name', 'shipping-first-name'],
    ['', ''],
    ['--', '__'],
  ])('%s and %s do not', (a, b) => expect(identifiesTheSame(a, b)).toBe(false));
});

describe('labels, headings and paths', () => {
  it('are compared by meaning', () => {
    expect([
      labelSimilarity('Log in', 'Sign in'),
      labelSimilarity('Log in', 'Log out'),
      labelSimilarity('', ''),
    ]).toEqual([1, 0, 1]);
    expect([
      headsTheSame('Order summary', 'Summary'),
      headsTheSame('Order summary', 'Payment summary'),
      headsTheSame('', 'Summary'),
    ]).toEqual([true, false, false]);
  });

  it('share the steps of both ends of a path', () =>
    expect(pathSimilarity('/html/body/div/button', '/html/body/main/div/button')).toBe(0.8));
});
