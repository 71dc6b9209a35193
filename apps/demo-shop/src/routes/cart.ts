import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Counter, Visit } from '../counter.js';
import { findProduct, type Product } from '../products.js';
import { priceLines } from '../rules.js';
import { toCartLine } from '../store.js';
import { maxQuantity } from '../validation.js';
import { cartPage, type CartModel } from '../views/cart.js';
import { notFoundPage } from '../views/information.js';
import { productPage } from '../views/product.js';
import { relatedTo } from './catalogue.js';

const quantityAdvice = `Enter a quantity from 1 to ${maxQuantity}.`;

const wantsJson = (request: FastifyRequest): boolean => request.headers.accept === 'application/json';

type LineParams = { Params: { line: string } };

/** The cart: what is in it, adding, changing and removing. */
export const cartRoutes = (app: FastifyInstance, { rules, receive }: Counter): void => {
  const showCart = (visit: Visit, error: CartModel['error'] = null) => {
    const lines = visit.session.cart;
    return visit.show(
      'Cart',
      (page) => cartPage(page, { lines, totals: priceLines(lines, rules), error }),
      error ? 422 : 200,
    );
  };

  const showProductAgain = (visit: Visit, product: Product) =>
    visit.show(
      product.name,
      (page) =>
        productPage(page, {
          product,
          related: relatedTo(product),
          chosenOption: rules.chosenOption(product, visit.input.option),
          quantity: visit.input.quantity ?? '',
          quantityError: quantityAdvice,
        }),
      422,
    );

  app.get('/cart', (request, reply) => showCart(receive(request, reply)));

  app.post('/cart/items', (request, reply) => {
    const visit = receive(request, reply);
    const { input, session } = visit;
    const product = findProduct(input.product ?? '');
    if (!product) return visit.show('Not found', notFoundPage, 404);
    const quantity = rules.toQuantity(input.quantity);
    if (quantity === null)
      return wantsJson(request) ? reply.code(422).send({ error: quantityAdvice }) : showProductAgain(visit, product);
    const line = toCartLine(product.slug, rules.chosenOption(product, input.option), quantity);
    if (line) rules.addLine(session.cart, line);
    const notice = `${product.name} added.`;
    return wantsJson(request) ? reply.send({ count: rules.cartCount(session), notice }) : visit.goTo('/cart', notice);
  });

  app.post<LineParams>('/cart/items/:line', (request, reply) => {
    const visit = receive(request, reply);
    const quantity = rules.toQuantity(visit.input.quantity);
    const { line } = request.params;
    if (quantity === null)
      return showCart(visit, { lineId: line, text: quantityAdvice, quantity: visit.input.quantity ?? '' });
    rules.setQuantity(visit.session.cart, line, quantity);
    return visit.goTo('/cart');
  });

  app.post<LineParams>('/cart/items/:line/remove', (request, reply) => {
    const visit = receive(request, reply);
    rules.removeLine(visit.session.cart, request.params.line);
    return visit.goTo('/cart');
  });
};
