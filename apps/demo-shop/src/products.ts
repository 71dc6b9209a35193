import { readFileSync } from 'node:fs';

export const categories = {
  kitchen: 'Kitchen & Table',
  home: 'Home & Light',
  deck: 'Deck & Rope',
  wear: 'Wear',
  paper: 'Paper & Prints',
} as const;

export type Category = keyof typeof categories;

export const drawings = [
  'mug',
  'bowl',
  'plate',
  'knife',
  'lantern',
  'blanket',
  'candle',
  'soap',
  'rope',
  'bag',
  'compass',
  'cap',
  'sweater',
  'socks',
  'notebook',
  'print',
  'pen',
  'bottle',
] as const;

export type Drawing = (typeof drawings)[number];

export interface ProductOption {
  readonly label: 'Size' | 'Colour';
  readonly values: readonly [string, ...string[]];
}

export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly category: Category;
  readonly priceCents: number;
  readonly summary: string;
  readonly description: string;
  readonly care: string;
  readonly option?: ProductOption;
  readonly drawing: Drawing;
  /** Hue of the picture, in degrees. */
  readonly hue: number;
  /** Day it came into the shop; newer sorts later. */
  readonly addedOn: string;
}

/** All products, in the order in which the shop features them. */
export const products: readonly Product[] = JSON.parse(
  readFileSync(new URL('../data/products.json', import.meta.url), 'utf8'),
) as Product[];

export const findProduct = (slug: string): Product | null => products.find((product) => product.slug === slug) ?? null;
