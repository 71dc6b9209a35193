import { categories, type Category, type Product } from './products.js';

export const sortOrders = {
  featured: 'Featured',
  newest: 'Newest first',
  'price-low': 'Price, low to high',
  'price-high': 'Price, high to low',
  name: 'Name, A to Z',
} as const;

export type SortOrder = keyof typeof sortOrders;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly number: number;
  readonly count: number;
  readonly totalItems: number;
}

export const pageSize = 12;

/** Every word of the query must occur in the name, the summary or the category. An empty query matches all. */
export const matchesSearch = (product: Product, query: string): boolean => {
  const text = `${product.name} ${product.summary} ${categories[product.category]}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

export const inCategory = (product: Product, category: Category | null): boolean =>
  category === null || product.category === category;

const comparisons: Record<SortOrder, (a: Product, b: Product) => number> = {
  featured: () => 0,
  newest: (a, b) => b.addedOn.localeCompare(a.addedOn),
  'price-low': (a, b) => a.priceCents - b.priceCents,
  'price-high': (a, b) => b.priceCents - a.priceCents,
  name: (a, b) => a.name.localeCompare(b.name),
};

/** A sorted copy; products that compare equal keep the featured order. */
export const sortProducts = (list: readonly Product[], order: SortOrder): readonly Product[] =>
  [...list].sort(comparisons[order]);

/** Index of the first item of a page; pages count from 1. */
export const pageStart = (number: number, size: number): number => (number - 1) * size;

/** Cuts one page out of a list. A page number outside the list is moved to the nearest page there is. */
export const paginate = <Item>(
  list: readonly Item[],
  wanted: number,
  size = pageSize,
  startOf: typeof pageStart = pageStart,
): Page<Item> => {
  const count = Math.max(1, Math.ceil(list.length / size));
  const number = Math.min(Math.max(1, wanted), count);
  const start = startOf(number, size);
  return { items: list.slice(start, start + size), number, count, totalItems: list.length };
};

export const toCategory = (text: string | undefined): Category | null =>
  text !== undefined && Object.hasOwn(categories, text) ? (text as Category) : null;

export const toSortOrder = (text: string | undefined): SortOrder | null =>
  text !== undefined && Object.hasOwn(sortOrders, text) ? (text as SortOrder) : null;

/** A page number from an address; anything but a whole number from 1 on is page 1. */
export const toPageNumber = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1;
