import type { FastifyInstance } from 'fastify';
import type { Counter, Visit } from '../counter.js';
import { checkoutRules, type FormErrors } from '../forms.js';
import { priceLines } from '../rules.js';
import { nextOrderNumber, type Order } from '../store.js';
import { validate } from '../validation.js';
import { checkoutPage, orderPage } from '../views/checkout.js';
import { notFoundPage } from '../views/information.js';

/** Check-out and the confirmation of an order. */
export const checkoutRoutes = (app: FastifyInstance, { store, rules, receive }: Counter): void => {
  const showCheckout = (visit: Visit, errors: FormErrors, status: number) => {
    const lines = visit.session.cart;
    const known = { name: visit.account?.name, email: visit.account?.email };
    return visit.show(
      'Check-out',
      (page) =>
        checkoutPage(page, { lines, totals: priceLines(lines, rules), input: { ...known, ...visit.input }, errors }),
      status,
    );
  };

  const toOrder = ({ session, account, input }: Visit): Order => ({
    number: nextOrderNumber(store),
    accountId: account?.id ?? null,
    visitorId: session.visitorId,
    placedAt: new Date(),
    lines: session.cart.map((line) => ({ ...line })),
    totals: priceLines(session.cart, rules),
    customer: input,
  });

  app.get('/checkout', (request, reply) => {
    const visit = receive(request, reply);
    return visit.session.cart.length === 0 ? visit.goTo('/cart') : showCheckout(visit, {}, 200);
  });

  app.post('/checkout', (request, reply) => {
    const visit = receive(request, reply);
    if (visit.session.cart.length === 0) return visit.goTo('/cart');
    const errors = validate(checkoutRules, visit.input, rules.checkDelivery);
    if (Object.keys(errors).length > 0) return showCheckout(visit, errors, 422);
    const order = toOrder(visit);
    rules.recordOrder(store, order);
    rules.emptyCart(visit.session);
    return visit.goTo(rules.afterOrder(order));
  });

  app.get<{ Params: { number: string } }>('/orders/:number', (request, reply) => {
    const visit = receive(request, reply);
    const order = store.orders.find((one) => one.number === request.params.number);
    if (!order || !rules.mayReadOrder(order, visit.session)) return visit.show('Not found', notFoundPage, 404);
    return visit.show('Order', (page) => orderPage(page, order));
  });
};
