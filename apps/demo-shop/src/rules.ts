import { addLine, countPieces, removeLine, setQuantity } from './cart.js';
import { inCategory, matchesSearch, pageStart, sortProducts, toPageNumber } from './catalogue.js';
import { html, type Html } from './html.js';
import { passwordMatches } from './password.js';
import {
  lineTotalCents,
  shippingCents,
  subtotalCents,
  taxCents,
  totalCents,
  type PricedLine,
  type Totals,
} from './pricing.js';
import type { Product } from './products.js';
import { findAccountByEmail, type Account, type Message, type Order, type Session, type Store } from './store.js';
import { checkField, toQuantity } from './validation.js';

/** Every decision the shop takes, each under its own name, so that one of them can be replaced. */
export const rules = {
  matchesSearch,
  inCategory,
  sortProducts,
  pageStart,
  toPageNumber,
  listedProducts: (page: readonly Product[]): readonly Product[] => page,
  productSlug: (product: Product, _shown: readonly Product[]): string => product.slug,
  echoQuery: (query: string): Html => html`${query}`,
  searchSummary: (hits: number): string => (hits === 1 ? '1 product' : `${hits} products`),

  lineTotalCents,
  shippingCents,
  taxCents,
  totalCents,

  toQuantity,
  chosenOption: (product: Product, wanted: string | undefined): string | null =>
    product.option?.values.find((value) => value === wanted) ?? product.option?.values[0] ?? null,
  addLine,
  setQuantity,
  removeLine,
  shownLines: <Line>(lines: readonly Line[]): readonly Line[] => lines,
  cartCount: (session: Session): number => countPieces(session.cart),

  checkField,
  checkDelivery: checkField,
  keepMessage: (store: Store, message: Message): void => void store.messages.push(message),

  emailTaken: (store: Store, email: string): boolean => findAccountByEmail(store, email) !== null,
  passwordMatches,
  afterLogIn: '/account',
  logOut: (session: Session): void => {
    session.accountId = null;
  },
  accountOf: (store: Store, session: Session): Account | null =>
    (session.accountId !== null && store.accounts.get(session.accountId)) || null,
  rename: (account: Account, name: string): void => {
    account.name = name;
  },
  greetingName: (account: Account): string => account.name,

  recordOrder: (store: Store, order: Order): void => void store.orders.push(order),
  ordersOf: (store: Store, account: Account): readonly Order[] =>
    store.orders.filter((order) => order.accountId === account.id).reverse(),
  mayReadOrder: (order: Order, session: Session): boolean =>
    order.visitorId === session.visitorId || (order.accountId !== null && order.accountId === session.accountId),
  orderNumberText: (order: Order): string => order.number,
  afterOrder: (order: Order): string => `/orders/${order.number}`,
  emptyCart: (session: Session): void => {
    session.cart = [];
  },

  foundedText: (): string => 'We opened in 1968',
  scripts: ['navigation', 'stepper', 'tabs', 'add-to-cart', 'newsletter'] as readonly string[],
};

export type Rules = typeof rules;

export const priceLines = (lines: readonly PricedLine[], by: Rules): Totals => {
  const subtotal = subtotalCents(lines);
  const parts = { subtotalCents: subtotal, shippingCents: by.shippingCents(subtotal), taxCents: by.taxCents(subtotal) };
  return { ...parts, totalCents: by.totalCents(parts) };
};
