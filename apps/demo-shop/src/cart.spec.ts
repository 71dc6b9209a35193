import { describe, expect, it } from 'vitest';
import { addLine, countPieces, removeLine, setQuantity } from './cart.js';
import { toCartLine, type CartLine } from './store.js';

const line = (slug: string, option: string | null, quantity: number): CartLine => {
  const made = toCartLine(slug, option, quantity);
  if (!made) throw new Error(`no product is called ${slug}`);
  return made;
};

describe('a cart', () => {
  it('keeps one line for each product and option', () => {
    const cart: CartLine[] = [];
    addLine(cart, line('watch-cap', 'Navy', 1));
    addLine(cart, line('watch-cap', 'Rust', 1));
    addLine(cart, line('watch-cap', 'Navy', 2));
    expect(cart.map(({ id, quantity }) => [id, quantity])).toEqual([
      ['watch-cap--navy', 3],
      ['watch-cap--rust', 1],
    ]);
    expect(countPieces(cart)).toBe(4);
  });

  it('never holds more than 20 of one line', () => {
    const cart = [line('tar-soap', null, 15)];
    addLine(cart, line('tar-soap', null, 15));
    expect(cart[0]?.quantity).toBe(20);
  });

  it('changes and removes a line by its id and ignores ids it does not know', () => {
    const cart = [line('tar-soap', null, 1), line('logbook', null, 1)];
    setQuantity(cart, 'tar-soap', 5);
    setQuantity(cart, 'nothing', 9);
    removeLine(cart, 'logbook');
    removeLine(cart, 'nothing');
    expect(cart).toEqual([line('tar-soap', null, 5)]);
  });
});
