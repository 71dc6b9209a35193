import { randomBytes } from 'node:crypto';
import { hashPassword, type PasswordHash } from './password.js';
import type { PricedLine, Totals } from './pricing.js';
import { findProduct } from './products.js';
import type { FormInput } from './forms.js';

export interface CartLine extends PricedLine {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly option: string | null;
  quantity: number;
}

export interface Account {
  readonly id: string;
  readonly email: string;
  name: string;
  readonly password: PasswordHash;
}

export interface Order {
  readonly number: string;
  readonly accountId: string | null;
  readonly visitorId: string;
  readonly placedAt: Date;
  readonly lines: readonly CartLine[];
  readonly totals: Totals;
  readonly customer: FormInput;
}

export interface Message {
  readonly accountId: string | null;
  readonly topic: string;
  readonly text: string;
  readonly sentAt: Date;
}

export interface Session {
  readonly id: string;
  /** Stays the same when the session is renewed. */
  readonly visitorId: string;
  readonly csrfToken: string;
  accountId: string | null;
  cart: CartLine[];
  /** Said once on the next page. */
  notice: string | null;
}

/** All data of one running shop; it lives and dies with the process. */
export interface Store {
  readonly accounts: Map<string, Account>;
  readonly sessions: Map<string, Session>;
  readonly orders: Order[];
  readonly messages: Message[];
  readonly subscribers: Set<string>;
}

const newId = (): string => randomBytes(16).toString('hex');

export const createStore = (): Store => {
  const store: Store = {
    accounts: new Map(),
    sessions: new Map(),
    orders: [],
    messages: [],
    subscribers: new Set(),
  };
  seed(store);
  return store;
};

/** Forgets everything and begins again with the data of a new shop. */
export const resetStore = (store: Store): void => {
  store.accounts.clear();
  store.sessions.clear();
  store.orders.length = 0;
  store.messages.length = 0;
  store.subscribers.clear();
  seed(store);
};

export const openSession = (store: Store, from?: Session): Session => {
  const session: Session = {
    id: newId(),
    visitorId: from?.visitorId ?? newId(),
    csrfToken: newId(),
    accountId: null,
    cart: from?.cart ?? [],
    notice: from?.notice ?? null,
  };
  store.sessions.set(session.id, session);
  return session;
};

export const findAccountByEmail = (store: Store, email: string): Account | null =>
  [...store.accounts.values()].find((account) => account.email === email.toLowerCase()) ?? null;

export const addAccount = (store: Store, input: { name: string; email: string; password: string }): Account => {
  const account: Account = {
    id: newId(),
    name: input.name,
    email: input.email.toLowerCase(),
    password: hashPassword(input.password),
  };
  store.accounts.set(account.id, account);
  return account;
};

const firstOrderNumber = 10_427;

export const nextOrderNumber = (store: Store): string => `HG-${firstOrderNumber + store.orders.length}`;

export const toCartLine = (slug: string, option: string | null, quantity: number): CartLine | null => {
  const product = findProduct(slug);
  if (!product) return null;
  const id = option === null ? slug : `${slug}--${option.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  return { id, slug, name: product.name, option, unitCents: product.priceCents, quantity };
};

const seed = (store: Store): void => {
  const account = addAccount(store, {
    name: 'Maren Holt',
    email: 'maren@harbourgoods.example',
    password: 'lighthouse-42',
  });
  const line = toCartLine('keeper-lantern', null, 1);
  if (!line) throw new Error('the seeded order names a product that the shop does not have');
  store.orders.push({
    number: nextOrderNumber(store),
    accountId: account.id,
    visitorId: newId(),
    placedAt: new Date('2025-03-14T09:30:00Z'),
    lines: [line],
    totals: { subtotalCents: 7900, shippingCents: 795, taxCents: 1185, totalCents: 9880 },
    customer: {
      name: account.name,
      email: account.email,
      address: '12 Quay Street',
      city: 'Halifax',
      postcode: 'B3H 4R2',
      country: 'Canada',
    },
  });
};
