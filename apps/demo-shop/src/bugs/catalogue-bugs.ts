import { raw } from '../html.js';
import type { Bug } from './bug.js';

const without = (list: readonly string[], name: string): readonly string[] => list.filter((other) => other !== name);

/** What can be wrong with finding and looking at products. */
export const catalogueBugs = {
  'stepper-dead': {
    description: 'The plus and minus buttons beside the quantity do nothing.',
    kind: 'dead-handler',
    pages: ['/products/:slug'],
    breaks: (right) => ({ scripts: without(right.scripts, 'stepper') }),
  },
  'newsletter-dead': {
    description: 'The newsletter button opens nothing.',
    kind: 'dead-handler',
    pages: ['/'],
    breaks: (right) => ({ scripts: without(right.scripts, 'newsletter') }),
  },
  'tabs-dead': {
    description: 'The tabs of a product do not change what is shown.',
    kind: 'dead-handler',
    pages: ['/products/:slug'],
    breaks: (right) => ({ scripts: without(right.scripts, 'tabs') }),
  },
  'product-link-wrong': {
    description: 'The second product of a list leads to the first.',
    kind: 'wrong-target',
    pages: ['/products'],
    breaks: () => ({
      productSlug: (product, shown) => (product === shown[1] ? (shown[0] ?? product).slug : product.slug),
    }),
  },
  'last-product-missing': {
    description: 'The last product of each page of the catalogue is left out.',
    kind: 'missing-row',
    pages: ['/products'],
    breaks: () => ({ listedProducts: (page) => (page.length > 1 ? page.slice(0, -1) : page) }),
  },
  'search-ignored': {
    description: 'A search shows every product.',
    kind: 'ignored-query',
    pages: ['/products'],
    breaks: () => ({ matchesSearch: () => true }),
  },
  'category-ignored': {
    description: 'The category filter shows every product.',
    kind: 'ignored-query',
    pages: ['/products'],
    breaks: () => ({ inCategory: () => true }),
  },
  'sort-ignored': {
    description: 'Sorting by price, high to low, sorts low to high.',
    kind: 'ignored-query',
    pages: ['/products'],
    breaks: (right) => ({
      sortProducts: (list, order) => right.sortProducts(list, order === 'price-high' ? 'price-low' : order),
    }),
  },
  'page-ignored': {
    description: 'Every page of the catalogue is the first.',
    kind: 'ignored-query',
    pages: ['/products'],
    breaks: () => ({ toPageNumber: () => 1 }),
  },
  'paging-off-by-one': {
    description: 'Pages after the first begin one product too late.',
    kind: 'off-by-one',
    pages: ['/products'],
    breaks: (right) => ({ pageStart: (number, size) => right.pageStart(number, size) + (number > 1 ? 1 : 0) }),
  },
  'search-echo-unescaped': {
    description: 'The searched text is written into the page as mark-up.',
    kind: 'injection',
    pages: ['/products'],
    breaks: () => ({ echoQuery: raw }),
  },
  'empty-search-fails': {
    description: 'A search without hits ends in a server error.',
    kind: 'server-error',
    pages: ['/products'],
    breaks: (right) => ({
      searchSummary: (hits) => {
        if (hits === 0) throw new TypeError("Cannot read properties of undefined (reading 'name')");
        return right.searchSummary(hits);
      },
    }),
  },
  'about-fails': {
    description: 'The page about the shop ends in a server error.',
    kind: 'server-error',
    pages: ['/about'],
    breaks: () => ({
      foundedText: () => {
        throw new TypeError("Cannot read properties of null (reading 'year')");
      },
    }),
  },
} satisfies Record<string, Bug>;
