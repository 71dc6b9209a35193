import type { PageSnapshot, Step } from '@testforge/core';
import { expect, it } from 'vitest';
import { button, form, heading, link, snapshot } from '../test/sample-model.js';
import type { Draft } from './draft.js';
import type { Hands } from './seek-further.js';
import { seekCheckout } from './to-checkout.js';

const title: Step = {
  kind: 'remember',
  key: 'remember-title',
  phase: 'given',
  title: '',
  name: 'title',
  target: { locator: { frame: [], links: [{ by: 'role', role: 'heading' }] }, fingerprint: { tag: 'h1' } },
};
const draft = { steps: [title] } as unknown as Draft;
const total = { tag: 'dd', role: 'definition', text: '$63.15', neighbourTexts: ['Total'], testId: 'total' };
const cart = (...parts: Parameters<typeof snapshot>[1]): PageSnapshot =>
  snapshot('/cart', [heading('Cart'), total, ...parts]);
const hands: Hands = {
  take: () => Promise.resolve(snapshot('/checkout', [heading('Check-out')])),
  tell: (candidate) => {
    const locator = candidate?.locators[0];
    return Promise.resolve(locator === undefined ? null : { locator, fingerprint: { tag: 'a' } });
  },
  text: () => '',
  wasPosted: () => false,
  wasAsked: () => false,
  hasWritten: () => false,
};
const titles = async (page: PageSnapshot) =>
  (await seekCheckout(hands, draft, page)).map(({ steps, own }) => [
    ...steps.map((step) => step.kind),
    ...own.map((value) => (value.kind === 'remembered' ? value.name : value.prefix)),
  ]);

it('follows a link from the cart, with what it said of the total', async () =>
  expect(await titles(cart(link('Check out', '/checkout')))).toEqual([['remember', 'click', 'cartTotal', 'title']]));

it('presses a button that only opens the page', async () => {
  const opens = (method: string, action = 'http://shop.test/checkout') => ({
    ...cart(button('Go to check-out')),
    forms: [form({ method, action, fields: [], submits: [2] })],
  });
  expect(await titles(opens('get'))).toHaveLength(1);
  expect(await titles(opens('post'))).toEqual([]);
  expect(await titles(opens('get', 'http://bank.test/checkout'))).toEqual([]);
});

it.each([
  ['pays', link('Pay now', '/checkout/pay')],
  ['takes something out', link('Remove', '/checkout/cart/remove/1')],
  ['leads to somebody else', link('Check out', 'http://bank.test/checkout')],
])('touches nothing that %s', async (_what, part) => expect(await titles(cart(part))).toEqual([]));
