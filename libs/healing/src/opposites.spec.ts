import { describe, expect, it } from 'vitest';
import { saysTheOpposite } from './opposites.js';

describe('a label that says the opposite', () => {
  it.each([
    ['Approve', 'Reject'],
    ['Next', 'Previous page'],
    ['Weiter', 'Zurück'],
    ['Log in', 'Se déconnecter'],
    ['Subscribe', 'Unsubscribe'],
    ['Import CSV', 'Export CSV'],
    ['保存', '取消'],
    ['Subtotal', 'Total'],
  ])('is told: “%s” and “%s”', (a, b) => {
    expect([saysTheOpposite(a, b), saysTheOpposite(b, a)]).toEqual([true, true]);
  });
  it.each([
    ['Save', 'Keep changes'],
    ['Add to cart', 'Add to basket'],
    ['Show more', 'Show more or less'],
    ['Next', 'Next page'],
    ['Save', 'Publish'],
    ['Cancel order', 'Cancel the order'],
    ['', 'Delete'],
  ])('is not one that says the same, or something else: “%s” and “%s”', (a, b) => {
    expect(saysTheOpposite(a, b)).toBe(false);
  });
});
