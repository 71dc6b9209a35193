import type { FastifyInstance } from 'fastify';
import type { Counter } from '../counter.js';
import { contactRules, newsletterRules } from '../forms.js';
import { validate } from '../validation.js';
import { aboutPage, contactPage } from '../views/information.js';

/** About page, contact form and newsletter. */
export const informationRoutes = (app: FastifyInstance, { store, rules, receive }: Counter): void => {
  app.get('/about', (request, reply) => receive(request, reply).show('About', aboutPage));

  app.get('/contact', (request, reply) => {
    const visit = receive(request, reply);
    const input = { name: visit.account?.name, email: visit.account?.email };
    return visit.show('Contact', (page) => contactPage(page, { input, errors: {} }));
  });

  app.post('/contact', (request, reply) => {
    const visit = receive(request, reply);
    const { input, account } = visit;
    const errors = validate(contactRules, input, rules.checkField);
    if (Object.keys(errors).length > 0)
      return visit.show('Contact', (page) => contactPage(page, { input, errors }), 422);
    rules.keepMessage(store, {
      accountId: account?.id ?? null,
      topic: input.topic ?? '',
      text: input.message ?? '',
      sentAt: new Date(),
    });
    return visit.goTo('/contact', 'Thank you. Your message is on its way to us.');
  });

  app.post('/newsletter', (request, reply) => {
    const { input, goTo } = receive(request, reply);
    const error = validate(newsletterRules, input, rules.checkField).newsletterEmail;
    if (error !== undefined)
      return request.headers.accept === 'application/json' ? reply.code(422).send({ error }) : goTo('/', error);
    store.subscribers.add((input.newsletterEmail ?? '').toLowerCase());
    const notice = 'Thank you. The next letter is yours.';
    return request.headers.accept === 'application/json' ? reply.send({ notice }) : goTo('/', notice);
  });
};
