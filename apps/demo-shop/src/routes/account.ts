import type { FastifyInstance } from 'fastify';
import type { Counter, Visit } from '../counter.js';
import { logInRules, profileRules, signUpRules, type FormErrors } from '../forms.js';
import { addAccount, findAccountByEmail, type Account } from '../store.js';
import { validate } from '../validation.js';
import { accountPage, logInPage, signUpPage } from '../views/account.js';

const hasErrors = (errors: FormErrors): boolean => Object.keys(errors).length > 0;

/** Sign-up, log-in, log-out and the account page. */
export const accountRoutes = (app: FastifyInstance, { store, rules, receive }: Counter): void => {
  const showSignUp = (visit: Visit, errors: FormErrors, status = 200) =>
    visit.show('Create an account', (page) => signUpPage(page, { input: visit.input, errors }), status);

  const showLogIn = (visit: Visit, errors: FormErrors, status = 200) =>
    visit.show('Log in', (page) => logInPage(page, { input: visit.input, errors }), status);

  const showAccount = (visit: Visit, account: Account, errors: FormErrors, status = 200) =>
    visit.show(
      'Your account',
      (page) =>
        accountPage(page, {
          account,
          errors,
          orders: rules.ordersOf(store, account),
          messages: store.messages.filter((message) => message.accountId === account.id),
          input: { name: visit.input.name ?? account.name },
        }),
      status,
    );

  const enter = (visit: Visit, account: Account, path: string, notice: string) => {
    visit.renewSession().accountId = account.id;
    return visit.goTo(path, notice);
  };

  app.get('/sign-up', (request, reply) => showSignUp(receive(request, reply), {}));
  app.post('/sign-up', (request, reply) => {
    const visit = receive(request, reply);
    const { name = '', email = '', password = '' } = visit.input;
    const errors = validate(signUpRules, visit.input, rules.checkField);
    if (!hasErrors(errors) && rules.emailTaken(store, email))
      errors.email = 'There is already an account with this e-mail address.';
    if (hasErrors(errors)) return showSignUp(visit, errors, 422);
    return enter(visit, addAccount(store, { name, email, password }), '/account', `Welcome aboard, ${name}.`);
  });

  app.get('/log-in', (request, reply) => showLogIn(receive(request, reply), {}));
  app.post('/log-in', (request, reply) => {
    const visit = receive(request, reply);
    const { email = '', password = '' } = visit.input;
    const errors = validate(logInRules, visit.input, rules.checkField);
    if (hasErrors(errors)) return showLogIn(visit, errors, 422);
    const account = findAccountByEmail(store, email);
    if (!account || !rules.passwordMatches(account.password, password))
      return showLogIn(visit, { email: 'The e-mail address or the password is wrong.' }, 422);
    return enter(visit, account, rules.afterLogIn, `Welcome back, ${account.name}.`);
  });

  app.post('/log-out', (request, reply) => {
    const visit = receive(request, reply);
    rules.logOut(visit.session);
    return visit.goTo('/', 'See you soon.');
  });

  app.get('/account', (request, reply) => {
    const visit = receive(request, reply);
    const account = rules.accountOf(store, visit.session);
    return account ? showAccount(visit, account, {}) : visit.goTo('/log-in', 'Please log in first.');
  });
  app.post('/account', (request, reply) => {
    const visit = receive(request, reply);
    const account = rules.accountOf(store, visit.session);
    if (!account) return visit.goTo('/log-in', 'Please log in first.');
    const errors = validate(profileRules, visit.input, rules.checkField);
    if (hasErrors(errors)) return showAccount(visit, account, errors, 422);
    rules.rename(account, visit.input.name ?? '');
    return visit.goTo('/account', 'Your name was saved.');
  });
};
