import type { Rules } from '../rules.js';
import type { Session } from '../store.js';
import type { Bug } from './bug.js';

const staleCount = (right: Rules): Partial<Rules> => {
  const seen = new WeakMap<Session, number>();
  return {
    cartCount: (session) => {
      const count = seen.get(session) ?? right.cartCount(session);
      if (count > 0) seen.set(session, count);
      return count;
    },
  };
};

/** What can be wrong with the cart, the check-out and the order it makes. */
export const cartBugs = {
  'cart-total-wrong': {
    description: 'The total leaves the tax out, though the tax is shown above it.',
    kind: 'wrong-value',
    pages: ['/cart', '/checkout', '/orders/:number'],
    breaks: () => ({ totalCents: (parts) => parts.subtotalCents + parts.shippingCents }),
  },
  'line-total-ignores-quantity': {
    description: 'The total of a line shows the price of one piece.',
    kind: 'wrong-value',
    pages: ['/cart'],
    breaks: () => ({ lineTotalCents: (line) => line.unitCents }),
  },
  'tax-rounded-to-dollars': {
    description: 'Tax is cut down to whole dollars.',
    kind: 'rounding',
    pages: ['/cart', '/checkout', '/orders/:number'],
    breaks: (right) => ({ taxCents: (subtotal) => Math.floor(right.taxCents(subtotal) / 100) * 100 }),
  },
  'free-shipping-ignored': {
    description: 'Shipping is charged above the limit for free shipping.',
    kind: 'wrong-value',
    pages: ['/cart', '/checkout', '/orders/:number'],
    breaks: (right) => ({ shippingCents: (subtotal) => right.shippingCents(Math.min(subtotal, 1)) }),
  },
  'badge-counts-lines': {
    description: 'The number beside the cart counts lines and not pieces.',
    kind: 'wrong-value',
    pages: ['/cart'],
    breaks: () => ({ cartCount: (session) => session.cart.length }),
  },
  'badge-stale': {
    description: 'The number beside the cart keeps the first value it ever showed.',
    kind: 'stale-cache',
    pages: ['/cart'],
    breaks: staleCount,
  },
  'cart-update-lost': {
    description: 'A changed quantity in the cart is not kept.',
    kind: 'lost-write',
    pages: ['/cart'],
    breaks: () => ({ setQuantity: () => undefined }),
  },
  'remove-button-dead': {
    description: 'The button that removes a line from the cart does nothing.',
    kind: 'dead-handler',
    pages: ['/cart'],
    breaks: () => ({ removeLine: () => undefined }),
  },
  'cart-line-hidden': {
    description: 'With several lines in the cart the last one is not shown.',
    kind: 'missing-row',
    pages: ['/cart'],
    breaks: () => ({ shownLines: (lines) => (lines.length > 1 ? lines.slice(0, -1) : lines) }),
  },
  'address-not-required': {
    description: 'The check-out takes an order without an address.',
    kind: 'lost-validation',
    pages: ['/checkout'],
    breaks: (right) => ({ checkDelivery: (value, rule) => (value === '' ? null : right.checkDelivery(value, rule)) }),
  },
  'negative-quantity-accepted': {
    description: 'A quantity below one is taken.',
    kind: 'lost-validation',
    pages: ['/products/:slug', '/cart'],
    breaks: (right) => ({
      toQuantity: (text) => right.toQuantity(text) ?? (/^-\d{1,2}$/.test(text ?? '') ? Number(text) : null),
    }),
  },
  'option-forgotten': {
    description: 'The chosen size or colour is replaced by the first one.',
    kind: 'wrong-value',
    pages: ['/products/:slug', '/cart'],
    breaks: (right) => ({ chosenOption: (product) => right.chosenOption(product, undefined) }),
  },
  'added-twice': {
    description: 'Adding a product adds it twice.',
    kind: 'double-write',
    pages: ['/products/:slug', '/cart'],
    breaks: (right) => ({
      addLine: (cart, line) => {
        right.addLine(cart, line);
        right.addLine(cart, line);
      },
    }),
  },
  'order-written-twice': {
    description: 'One check-out leaves two orders.',
    kind: 'double-write',
    pages: ['/account'],
    breaks: (right) => ({
      recordOrder: (store, order) => {
        right.recordOrder(store, order);
        right.recordOrder(store, order);
      },
    }),
  },
  'order-number-missing': {
    description: 'The confirmation shows no order number.',
    kind: 'missing-value',
    pages: ['/orders/:number'],
    breaks: () => ({ orderNumberText: () => '' }),
  },
  'cart-kept-after-order': {
    description: 'The cart is still full after the order.',
    kind: 'lost-write',
    pages: ['/checkout', '/cart'],
    breaks: () => ({ emptyCart: () => undefined }),
  },
  'order-redirects-to-cart': {
    description: 'After the order the customer lands on the cart.',
    kind: 'wrong-redirect',
    pages: ['/checkout'],
    breaks: () => ({ afterOrder: () => '/cart' }),
  },
} satisfies Record<string, Bug>;
