import { equal, match, notEqual, ok } from 'node:assert/strict';
import { products } from '../src/products.js';
import { sortProducts } from '../src/catalogue.js';
import * as customer from './customer.js';
import { findAll, nameOf, textOf } from './document.js';
import { createVisitor, type Page, type Visitor } from './visitor.js';

type Check = (arrive: () => Visitor) => Promise<void>;

const { buy, cartLines, cartCount, amount, shownProducts, order, createAccount } = customer;

const hasScript =
  (slug: string, script: string): Check =>
  async (arrive) => {
    const page = await arrive().open(slug);
    const sources = findAll(page.root, ({ tag }) => tag === 'script').map(({ attributes }) => attributes.src);
    ok(sources.includes(`/assets/${script}.js`), `${script} is not loaded`);
  };

const offersLogIn = (page: Page): boolean =>
  findAll(page.root, ({ tag }) => tag === 'a').some((link) => customer.logIn.test(nameOf(link)));

const fieldValue = (page: Page, autocomplete: string): string | undefined =>
  findAll(page.root, ({ attributes }) => attributes.autocomplete === autocomplete)[0]?.attributes.value;

const filtered = async (visitor: Visitor, label: RegExp, choice: string): Promise<Page> =>
  visitor.press(await visitor.open('/products'), customer.apply, [[label, choice]]);

const searched = async (visitor: Visitor, query: string): Promise<Page> =>
  visitor.press(await visitor.open('/'), customer.search, [[customer.searchField, query]]);

const sortField = /^(sort by|order)$/i;

/** What the first release promises, one sentence a check, put so that one fault fails as few of them as it can. */
export const checks = {
  'every page answers with one heading': async (arrive) => {
    for (const path of [
      '/',
      '/products',
      '/products/watch-cap',
      '/cart',
      '/contact',
      '/about',
      '/log-in',
      '/sign-up',
    ]) {
      const page = await arrive().open(path);
      equal(page.status, 200, path);
      equal(findAll(page.root, ({ tag }) => tag === 'h1').length, 1, path);
    }
  },
  'an unknown address answers 404 with a page': async (arrive) => {
    for (const path of ['/no-such-page', '/products/no-such-product', '/orders/HG-1']) {
      const page = await arrive().open(path);
      equal(page.status, 404, path);
      equal(customer.headingOf(page), 'Page not found');
    }
  },
  'the main navigation leads to the shop, the story and the contact form': async (arrive) => {
    const visitor = arrive();
    const home = await visitor.open('/');
    equal((await visitor.follow(home, /^(shop|products)$/i)).path, '/products');
    equal((await visitor.follow(home, /^(about|our story)$/i)).path, '/about');
    equal((await visitor.follow(home, /^contact( us)?$/i)).path, '/contact');
  },
  'one can go on shopping from the cart': async (arrive) => {
    const visitor = arrive();
    const cart = await buy(visitor, 'tar-soap');
    match((await visitor.follow(cart, /^(continue|keep) shopping$/i)).path, /^\/products\??$/);
  },
  'the total is the sum of subtotal, shipping and tax': async (arrive) => {
    const visitor = arrive();
    const cart = await buy(visitor, 'tidewater-mug');
    const checkout = await visitor.follow(cart, customer.checkOut);
    for (const page of [cart, checkout])
      equal(
        amount(page, /^total$/i),
        amount(page, /^subtotal$/i) + amount(page, /^shipping$/i) + amount(page, /^tax/i),
      );
  },
  'a line total is its price times its quantity': async (arrive) => {
    const [line] = cartLines(await buy(arrive(), 'galley-knife', [[customer.quantityField, '3']]));
    ok(line);
    equal(line.totalCents, line.unitCents * line.quantity);
  },
  'tax is 15 percent of the goods, to the cent': async (arrive) => {
    const cart = await buy(arrive(), 'galley-knife');
    equal(amount(cart, /^tax/i), Math.round(amount(cart, /^subtotal$/i) * 0.15));
  },
  'shipping is flat, and free from 150 dollars': async (arrive) => {
    equal(amount(await buy(arrive(), 'tidewater-mug'), /^shipping$/i), 795);
    equal(amount(await buy(arrive(), 'fisherman-sweater'), /^shipping$/i), 0);
  },
  'the header counts pieces': async (arrive) => {
    const cart = await buy(arrive(), 'tidewater-mug', [[customer.quantityField, '3']]);
    equal(cartCount(cart), cartLines(cart)[0]?.quantity);
  },
  'the header count changes when another product is added': async (arrive) => {
    const visitor = arrive();
    const before = cartCount(await buy(visitor, 'tidewater-mug'));
    notEqual(cartCount(await buy(visitor, 'tar-soap')), before);
  },
  'the header greets with the current name': async (arrive) => {
    const visitor = arrive();
    const { page } = await createAccount(visitor);
    const saved = await visitor.press(page, customer.saveName, [[customer.nameField, 'Ida Strand']]);
    ok(textOf(saved.root).includes(`Hello, ${fieldValue(saved, 'name')}`));
  },
  'a changed name is kept': async (arrive) => {
    const visitor = arrive();
    const { page } = await createAccount(visitor);
    await visitor.press(page, customer.saveName, [[customer.nameField, 'Ida Strand']]);
    equal(fieldValue(await visitor.open('/account'), 'name'), 'Ida Strand');
  },
  'a message to the shop is kept in the account': async (arrive) => {
    const visitor = arrive();
    await createAccount(visitor);
    const sent = await visitor.press(
      await visitor.open('/contact'),
      customer.sendMessage,
      customer.letter('Is the cap warm enough?'),
    );
    match(textOf(sent.root), /Your message is on its way/);
    match(textOf((await visitor.open('/account')).root), /Is the cap warm enough\?/);
  },
  'a changed quantity is kept': async (arrive) => {
    const visitor = arrive();
    const cart = await buy(visitor, 'tidewater-mug');
    const changed = await visitor.press(cart, /^(update|save) tidewater mug$/i, [[customer.quantityField, '4']]);
    equal(cartLines(changed)[0]?.quantity, 4);
  },
  'a removed line is gone': async (arrive) => {
    const visitor = arrive();
    const cart = await buy(visitor, 'tidewater-mug');
    equal(cartLines(await visitor.press(cart, /^(remove|delete) tidewater mug$/i)).length, 0);
  },
  'the quantity buttons have their script': hasScript('/products/watch-cap', 'stepper'),
  'the tabs have their script': hasScript('/products/watch-cap', 'tabs'),
  'the newsletter has its script': hasScript('/', 'newsletter'),
  'each product of a list leads to its own page': async (arrive) => {
    const visitor = arrive();
    for (const shown of shownProducts(await visitor.open('/products')).slice(0, 4))
      equal(customer.headingOf(await visitor.open(shown.href)), shown.name);
  },
  'the first page of the catalogue is full': async (arrive) => {
    equal(shownProducts(await arrive().open('/products')).length, 12);
  },
  'the second page goes on where the first ended': async (arrive) => {
    const visitor = arrive();
    const second = await visitor.follow(await filtered(visitor, sortField, 'Name, A to Z'), /^next$/i);
    equal(shownProducts(second)[0]?.name, sortProducts(products, 'name')[12]?.name);
  },
  'a search shows only what matches': async (arrive) => {
    const found = shownProducts(await searched(arrive(), 'lantern'));
    ok(found.length > 0);
    ok(found.every(({ text }) => /lantern/i.test(text)));
  },
  'a category shows only its products': async (arrive) => {
    const found = shownProducts(await filtered(arrive(), /^category$/i, 'Wear'));
    ok(found.length > 0);
    ok(found.every(({ text }) => text.startsWith('Wear')));
  },
  'sorting by price, high to low, begins with the dearest': async (arrive) => {
    const page = await filtered(arrive(), sortField, 'Price, high to low');
    equal(shownProducts(page)[0]?.name, 'Fisherman Sweater');
  },
  'a search is shown as text': async (arrive) => {
    const page = await searched(arrive(), '<b>mug</b>');
    equal(findAll(page.root, ({ tag }) => tag === 'b').length, 0);
  },
  'a search without hits is answered': async (arrive) => {
    equal((await searched(arrive(), 'submarine')).status, 200);
  },
  'a malformed e-mail address is refused': async (arrive) => {
    const visitor = arrive();
    const answer = await visitor.press(
      await visitor.open('/contact'),
      customer.sendMessage,
      customer.letter('Good morning to you.', 'ida.example'),
    );
    equal(answer.status, 422);
  },
  'an order without an address is refused': async (arrive) => {
    equal((await order(arrive(), customer.delivery({ address: '' }))).status, 422);
  },
  'a malformed postcode and a name past 60 characters are refused': async (arrive) => {
    equal((await order(arrive(), customer.delivery({ postcode: '!' }))).status, 422);
    equal((await order(arrive(), customer.delivery({ name: 'x'.repeat(61) }))).status, 422);
  },
  'a negative quantity is refused': async (arrive) => {
    equal((await buy(arrive(), 'tidewater-mug', [[customer.quantityField, '-2']])).status, 422);
  },
  'the chosen option is kept': async (arrive) => {
    const [line] = cartLines(await buy(arrive(), 'watch-cap', [[/^colour$/i, 'Rust']]));
    match(line?.text ?? '', /Rust/);
  },
  'adding one piece adds one': async (arrive) => {
    equal(cartLines(await buy(arrive(), 'tidewater-mug'))[0]?.quantity, 1);
  },
  'the cart shows each of its lines': async (arrive) => {
    const visitor = arrive();
    await buy(visitor, 'tidewater-mug');
    equal(cartLines(await buy(visitor, 'tar-soap')).length, 2);
  },
  'an order ends on its confirmation': async (arrive) => {
    match((await order(arrive())).path, /^\/orders\/HG-\d+$/);
  },
  'the confirmation shows the order number': async (arrive) => {
    match(textOf((await order(arrive())).root), /order number is HG-\d+/);
  },
  'the cart is empty after an order': async (arrive) => {
    const visitor = arrive();
    await order(visitor);
    equal(cartLines(await visitor.open('/cart')).length, 0);
  },
  'a past order is listed in the account': async (arrive) => {
    const visitor = arrive();
    await createAccount(visitor);
    await order(visitor);
    ok(customer.pastOrders(await visitor.open('/account')) >= 1);
  },
  'a past order is never listed twice': async (arrive) => {
    const visitor = arrive();
    await createAccount(visitor);
    await order(visitor);
    ok(customer.pastOrders(await visitor.open('/account')) <= 1);
  },
  'the order of somebody else cannot be read': async (arrive) => {
    equal((await arrive().open('/orders/HG-10427')).status, 404);
  },
  'a log-in ends on the account': async (arrive) => {
    const { email, password } = await createAccount(arrive());
    const visitor = arrive();
    const page = await visitor.press(await visitor.open('/log-in'), customer.logIn, [
      [customer.emailField, email],
      [customer.passwordField, password],
    ]);
    equal(page.path, '/account');
  },
  'a wrong password is refused': async (arrive) => {
    const { email } = await createAccount(arrive());
    const visitor = arrive();
    const page = await visitor.press(await visitor.open('/log-in'), customer.logIn, [
      [customer.emailField, email],
      [customer.passwordField, 'not-my-password'],
    ]);
    equal(page.status, 422);
    ok(offersLogIn(page));
  },
  'a second account for an e-mail address is refused': async (arrive) => {
    const { email, password } = await createAccount(arrive());
    const visitor = arrive();
    const page = await visitor.press(await visitor.open('/sign-up'), customer.signUp, [
      [customer.nameField, 'Other Person'],
      [customer.emailField, email.toUpperCase()],
      [customer.passwordField, password],
    ]);
    equal(page.status, 422);
  },
  'logging out ends the visit of the account': async (arrive) => {
    const visitor = arrive();
    const { page } = await createAccount(visitor);
    ok(offersLogIn(await visitor.press(page, customer.logOut)));
  },
  'a guest does not see an account': async (arrive) => {
    await createAccount(arrive());
    equal((await arrive().open('/account')).path, '/log-in');
  },
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

/** Carries out every check on a shop and names those that failed. */
export const failingChecks = async (url: string): Promise<CheckName[]> => {
  const failed: CheckName[] = [];
  for (const [name, check] of Object.entries(checks) as [CheckName, Check][]) {
    const outcome = await check(() => createVisitor(url)).then(
      () => 'held',
      () => 'failed',
    );
    if (outcome === 'failed') failed.push(name);
  }
  return failed;
};
