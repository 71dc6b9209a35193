import type { FastifyInstance } from 'fastify';
import { paginate, pageSize, toCategory, toSortOrder, sortProducts } from '../catalogue.js';
import type { Counter } from '../counter.js';
import { findProduct, products, type Product } from '../products.js';
import { cataloguePage } from '../views/catalogue.js';
import { homePage } from '../views/home.js';
import { notFoundPage } from '../views/information.js';
import { productPage } from '../views/product.js';

const shownFavourites = 8;
const shownRelated = 4;

export const relatedTo = (product: Product): readonly Product[] =>
  products.filter((other) => other.category === product.category && other !== product).slice(0, shownRelated);

/** Front page, catalogue and product pages. */
export const catalogueRoutes = (app: FastifyInstance, { look, rules, receive }: Counter): void => {
  app.get('/', (request, reply) => {
    const favourites = sortProducts(products, look.defaultSort).slice(0, shownFavourites);
    return receive(request, reply).show('Goods for galley, deck and cabin', (page) => homePage(page, favourites));
  });

  app.get<{ Querystring: { page?: string } }>('/products', (request, reply) => {
    const visit = receive(request, reply);
    const { q: query = '' } = visit.input;
    const category = toCategory(visit.input.category);
    const sort = toSortOrder(visit.input.sort) ?? look.defaultSort;
    const found = products.filter(
      (product) => rules.inCategory(product, category) && rules.matchesSearch(product, query),
    );
    const wanted = rules.toPageNumber([request.query.page].flat()[0]);
    const page = paginate(rules.sortProducts(found, sort), wanted, pageSize, rules.pageStart);
    return visit.show('Shop', (context) => cataloguePage(context, { query, category, sort, page }));
  });

  app.get<{ Params: { slug: string } }>('/products/:slug', (request, reply) => {
    const visit = receive(request, reply);
    const product = findProduct(request.params.slug);
    if (!product) return visit.show('Not found', notFoundPage, 404);
    const chosenOption = rules.chosenOption(product, undefined);
    return visit.show(product.name, (page) =>
      productPage(page, { product, related: relatedTo(product), chosenOption, quantity: '1', quantityError: null }),
    );
  });
};
