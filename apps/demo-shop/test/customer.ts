import { findAll, nameOf, textOf, type Element } from './document.js';
import type { Entries, Page, Visitor } from './visitor.js';

export const addToCart = /^add to (cart|basket)$/i;
export const checkOut = /^(check out|go to checkout)$/i;
export const placeOrder = /^(place order|complete purchase)$/i;
export const logIn = /^(log|sign) in$/i;
export const signUp = /^(create account|sign up)$/i;
export const logOut = /^log out$/i;
export const sendMessage = /^send( message)?$/i;
export const saveName = /^(save|update) name$/i;
export const apply = /^(apply|show results)$/i;
export const search = /^search$/i;

export const nameField = /^(full )?name$/i;
export const emailField = /^e-?mail( address)?$/i;
export const passwordField = /^password$/i;
export const quantityField = /^(quantity|qty)/i;
export const searchField = /^(search products|what are you looking for\?)$/i;

const address = /^(address|street and number)$/i;
const city = /^(city|town or city)$/i;
const postcode = /^post(code|al code)$/i;
const terms = /terms of sale$/i;
const topic = /^(topic|what is it about\?)$/i;
const message = /message$/i;

export const delivery = (changes: Partial<Record<'name' | 'email' | 'address' | 'postcode', string>> = {}): Entries => [
  [nameField, changes.name ?? 'Ida Berg'],
  [emailField, changes.email ?? 'ida@example.com'],
  [address, changes.address ?? '3 Ropewalk'],
  [city, 'Bergen'],
  [postcode, changes.postcode ?? '5003'],
  [/^country$/i, 'Norway'],
  [terms, 'yes'],
];

export const letter = (text: string, email = 'ida@example.com'): Entries => [
  [nameField, 'Ida Berg'],
  [emailField, email],
  [topic, 'A product'],
  [message, text],
];

let accountsMade = 0;

export const createAccount = async (visitor: Visitor): Promise<{ email: string; password: string; page: Page }> => {
  accountsMade += 1;
  const email = `visitor${accountsMade}@example.com`;
  const password = 'tide-and-time';
  const page = await visitor.press(await visitor.open('/sign-up'), signUp, [
    [nameField, 'Ida Berg'],
    [emailField, email],
    [passwordField, password],
  ]);
  return { email, password, page };
};

/** Puts a product into the cart and returns the page that follows, which is the cart. */
export const buy = async (visitor: Visitor, slug: string, entries: Entries = []): Promise<Page> =>
  visitor.press(await visitor.open(`/products/${slug}`), addToCart, entries);

/** Buys one mug, checks out and returns the page that follows. */
export const order = async (visitor: Visitor, entries = delivery()): Promise<Page> => {
  const cart = await buy(visitor, 'tidewater-mug');
  return visitor.press(await visitor.follow(cart, checkOut), placeOrder, entries);
};

export const cents = (text: string): number =>
  text === 'Free' ? 0 : Math.round(Number(text.replace(/[$,]/g, '')) * 100);

export const headingOf = (page: Page): string =>
  findAll(page.root, ({ tag }) => tag === 'h1')
    .map(textOf)
    .join(' | ');

/** The amount beside a term of the summary, in cents. */
export const amount = (page: Page, term: RegExp): number => {
  const rows = findAll(page.root, ({ tag }) => tag === 'dl').flatMap((list) =>
    findAll(list, ({ tag }) => tag === 'div'),
  );
  const row = rows.find((one) => term.test(textOf(findAll(one, ({ tag }) => tag === 'dt')[0] ?? one)));
  if (!row) throw new Error(`no amount is called ${term} on ${page.path}`);
  return cents(textOf(findAll(row, ({ tag }) => tag === 'dd')[0] ?? row));
};

export interface ShownLine {
  readonly text: string;
  readonly unitCents: number;
  readonly quantity: number;
  readonly totalCents: number;
}

const toShownLine = (row: Element): ShownLine => {
  const cells = findAll(row, ({ tag }) => tag === 'td').map(textOf);
  const input = findAll(row, ({ attributes }) => attributes.type === 'number')[0];
  return {
    text: textOf(row),
    unitCents: cents(cells[0] ?? ''),
    quantity: Number(input?.attributes.value),
    totalCents: cents(cells[2] ?? ''),
  };
};

const bodyRows = (page: Page): Element[] =>
  findAll(page.root, ({ tag }) => tag === 'tbody').flatMap((body) => findAll(body, ({ tag }) => tag === 'tr'));

export const cartLines = (page: Page): ShownLine[] => bodyRows(page).map(toShownLine);
export const pastOrders = (page: Page): number => bodyRows(page).length;

export const cartCount = (page: Page): number =>
  Number(findAll(page.root, ({ tag }) => tag === 'output').map(textOf)[0]);

export interface ShownProduct {
  readonly name: string;
  readonly href: string;
  readonly text: string;
}

export const shownProducts = (page: Page): ShownProduct[] =>
  findAll(page.root, ({ tag }) => tag === 'article').map((card) => {
    const link = findAll(card, ({ tag }) => tag === 'h3').flatMap((heading) =>
      findAll(heading, ({ tag }) => tag === 'a'),
    )[0];
    return { name: link ? nameOf(link) : '', href: link?.attributes.href ?? '', text: textOf(card) };
  });
