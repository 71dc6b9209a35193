import { describe, expect, it } from 'vitest';
import { bugNames, createShop, driftNames, type BugName, type ShopOptions } from '../src/index.js';
import { checks, failingChecks, type CheckName } from './checks.js';
import { createVisitor } from './visitor.js';

const withShop = async <Result>(options: ShopOptions, use: (url: string) => Promise<Result>): Promise<Result> => {
  const shop = await createShop(options);
  return use(shop.url).finally(() => shop.close());
};

const failing = (options: ShopOptions): Promise<CheckName[]> => withShop(options, failingChecks);

const pageNumber = 'the second page goes on where the first ended';

const consequences: Record<BugName, readonly CheckName[]> = {
  'cart-total-wrong': ['the total is the sum of subtotal, shipping and tax'],
  'line-total-ignores-quantity': ['a line total is its price times its quantity'],
  'tax-rounded-to-dollars': ['tax is 15 percent of the goods, to the cent'],
  'free-shipping-ignored': ['shipping is flat, and free from 150 dollars'],
  'badge-counts-lines': ['the header counts pieces'],
  'badge-stale': ['the header count changes when another product is added'],
  'greeting-stale': ['the header greets with the current name'],
  'contact-message-lost': ['a message to the shop is kept in the account'],
  'profile-change-lost': ['a changed name is kept'],
  'cart-update-lost': ['a changed quantity is kept'],
  'remove-button-dead': ['a removed line is gone'],
  'stepper-dead': ['the quantity buttons have their script'],
  'newsletter-dead': ['the newsletter has its script'],
  'tabs-dead': ['the tabs have their script'],
  'product-link-wrong': ['each product of a list leads to its own page'],
  'last-product-missing': ['the first page of the catalogue is full'],
  'cart-line-hidden': ['the cart shows each of its lines'],
  'latest-order-missing': ['a past order is listed in the account'],
  'search-ignored': ['a search shows only what matches'],
  'category-ignored': ['a category shows only its products'],
  'sort-ignored': ['sorting by price, high to low, begins with the dearest'],
  'page-ignored': [pageNumber],
  'paging-off-by-one': [pageNumber],
  'search-echo-unescaped': ['a search is shown as text'],
  'empty-search-fails': ['a search without hits is answered'],
  'about-fails': ['every page answers with one heading'],
  'email-unchecked': ['a malformed e-mail address is refused'],
  'address-not-required': ['an order without an address is refused'],
  'negative-quantity-accepted': ['a negative quantity is refused'],
  'option-forgotten': ['the chosen option is kept'],
  'added-twice': ['adding one piece adds one'],
  'order-written-twice': ['a past order is never listed twice'],
  'order-number-missing': ['the confirmation shows the order number'],
  'cart-kept-after-order': ['the cart is empty after an order'],
  'order-redirects-to-cart': ['an order ends on its confirmation', 'the confirmation shows the order number'],
  'log-in-redirects-home': ['a log-in ends on the account'],
  'account-open-to-guests': ['a guest does not see an account'],
  'log-out-ignored': ['logging out ends the visit of the account'],
  'order-open-to-all': ['the order of somebody else cannot be read'],
  'any-password-accepted': ['a wrong password is refused'],
  'duplicate-email-accepted': ['a second account for an e-mail address is refused'],
};

const looks = ['/', '/products', '/products/watch-cap', '/cart', '/contact', '/sign-up', '/log-in'];

/** The pages of a visitor with something in the cart, without what differs from visit to visit. */
const portrait = (options: ShopOptions): Promise<string> =>
  withShop(options, async (url) => {
    const visitor = createVisitor(url);
    await visitor.press(await visitor.open('/products/watch-cap'), /^add to (cart|basket)$/i);
    const pages: string[] = [];
    for (const path of looks) pages.push((await visitor.open(path)).markup);
    pages.push((await visitor.open('/checkout')).markup);
    return pages.join('\n').replace(/name="csrf" value="[^"]*"/g, '');
  });

describe('release 1', () => {
  it.each(Object.entries(checks))('holds that %s', async (_name, check) => {
    await withShop({}, (url) => check(() => createVisitor(url)));
  });
});

describe('a drift', () => {
  it.each(driftNames)('%s changes how pages look and keeps all that a customer can do', async (drift) => {
    expect(await portrait({ drifts: [drift] })).not.toBe(await portrait({}));
    expect(await failing({ drifts: [drift] })).toEqual([]);
  });

  it('keeps working together with all the others', async () => {
    expect(await failing({ drifts: driftNames })).toEqual([]);
  });
});

describe('a bug', () => {
  it.each(bugNames)('%s breaks what it says and nothing else', async (bug) => {
    expect(await failing({ bugs: [bug] })).toEqual(consequences[bug]);
  });
});

describe('release 2', () => {
  it('shows a wrong total and is right in all else', async () => {
    expect(await failing({ release: 2 })).toEqual(consequences['cart-total-wrong']);
  });
});

describe('the server', () => {
  it('refuses a form without its token', async () => {
    const status = await withShop(
      {},
      async (url) =>
        (
          await fetch(`${url}/cart/items`, {
            method: 'POST',
            body: new URLSearchParams({ product: 'tar-soap', quantity: '1' }),
          })
        ).status,
    );
    expect(status).toBe(403);
  });

  it.each([
    ['old', 'q=lantern&category=home', {}],
    ['new', 'query=lantern&department=home', {}],
  ])('takes the %s names of fields', async (_which, query, options) => {
    const markup = await withShop(options, async (url) => (await createVisitor(url).open(`/products?${query}`)).markup);
    expect(markup).toContain('2 products');
  });

  it('can be reset only when that was asked for', async () => {
    const reset = (options: ShopOptions) =>
      withShop(options, async (url) => (await fetch(`${url}/__reset`, { method: 'POST' })).status);
    expect(await reset({})).toBe(404);
    expect(await reset({ allowReset: true })).toBe(204);
  });
});
