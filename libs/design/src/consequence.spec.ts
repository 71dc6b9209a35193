import type { PageSnapshot } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, heading, link, snapshot } from '../test/sample-model.js';
import { cartLinkStep, consequenceStep } from './consequence.js';
import type { Draft } from './draft.js';

const draft = { tags: ['form'], watch: { consequence: true } } as unknown as Draft;
const add = button('Add to cart');
const shelf = (count: number): PageSnapshot =>
  snapshot('/mug', [heading('Mug'), add, button(`Shopping cart with ${count} items`)]);

const leadsTo = (before: PageSnapshot, after: PageSnapshot): unknown => {
  const step = consequenceStep(draft, before, after);
  return step?.kind === 'click' ? step.target.locator.links : step;
};

describe('the way to what was put into the cart', () => {
  it('is a link to the cart, where there is one', () => {
    const cart = (count: number) => link(`Cart ${count}`, '/cart');
    const page = (count: number) => snapshot('/mug', [add, cart(count), button(`Shopping cart with ${count} items`)]);
    expect(leadsTo(page(0), page(1))).toEqual([{ by: 'role', role: 'link', name: 'Cart' }]);
  });

  it('is else the button that opens it, found without the count', () =>
    expect(leadsTo(shelf(0), shelf(1))).toEqual([{ by: 'role', role: 'button', name: 'Shopping cart with' }]));

  it('is not sought where nothing says that the cart is another', () => expect(leadsTo(shelf(1), shelf(1))).toBeNull());

  it.each(['Add to cart', 'Into the basket', 'In den Warenkorb', 'Empty cart', 'Remove from bag', 'Checkout'])(
    'is never “%s”',
    (name) => {
      const page = (message: string) => snapshot('/mug', [heading('Mug'), button(name)], { messages: [message] });
      expect(leadsTo(page(''), page('The cart has it now.'))).toBeNull();
    },
  );

  it('goes on from the panel that the button opened to the cart’s own page', () => {
    const panel = snapshot('/mug', [add, link('View cart', '/cart'), link('Checkout', '/checkout')]);
    expect(cartLinkStep(panel, 'click-onward')).toMatchObject({ kind: 'click', key: 'click-onward' });
    expect(cartLinkStep(shelf(1), 'click-onward')).toBeNull();
  });
});
