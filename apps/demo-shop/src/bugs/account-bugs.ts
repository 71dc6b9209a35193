import type { Rules } from '../rules.js';
import type { Account } from '../store.js';
import type { Bug } from './bug.js';

const staleName = (): Partial<Rules> => {
  const seen = new WeakMap<Account, string>();
  return {
    greetingName: (account) => {
      const name = seen.get(account) ?? account.name;
      seen.set(account, name);
      return name;
    },
  };
};

const lastVisitor = (right: Rules): Partial<Rules> => {
  let last: Account | null = null;
  return {
    accountOf: (store, session) => {
      last = right.accountOf(store, session) ?? last;
      return last;
    },
  };
};

/** What can be wrong with accounts, their data and the forms that people write. */
export const accountBugs = {
  'greeting-stale': {
    description: 'The header keeps greeting with the old name after it was changed.',
    kind: 'stale-cache',
    pages: ['/account'],
    breaks: staleName,
  },
  'contact-message-lost': {
    description: 'The contact form says thank you but keeps nothing.',
    kind: 'lost-write',
    pages: ['/contact', '/account'],
    breaks: () => ({ keepMessage: () => undefined }),
  },
  'profile-change-lost': {
    description: 'A changed name is confirmed but not kept.',
    kind: 'lost-write',
    pages: ['/account'],
    breaks: () => ({ rename: () => undefined }),
  },
  'latest-order-missing': {
    description: 'The newest order is left out of the past orders.',
    kind: 'missing-row',
    pages: ['/account'],
    breaks: (right) => ({ ordersOf: (store, account) => right.ordersOf(store, account).slice(1) }),
  },
  'email-unchecked': {
    description: 'Any text is taken as an e-mail address.',
    kind: 'lost-validation',
    pages: ['/checkout', '/contact', '/sign-up'],
    breaks: (right) => {
      const lax: Rules['checkField'] = (value, rule) =>
        right.checkField(value, rule.format === 'email' ? { ...rule, format: undefined } : rule);
      return { checkField: lax, checkDelivery: lax };
    },
  },
  'log-in-redirects-home': {
    description: 'After the log-in the customer lands on the front page.',
    kind: 'wrong-redirect',
    pages: ['/log-in'],
    breaks: () => ({ afterLogIn: '/' }),
  },
  'account-open-to-guests': {
    description: 'A visitor who is not logged in sees the account of the last one who was.',
    kind: 'wrong-role',
    pages: ['/account'],
    breaks: lastVisitor,
  },
  'log-out-ignored': {
    description: 'Logging out leaves the customer logged in.',
    kind: 'wrong-role',
    pages: ['/account'],
    breaks: () => ({ logOut: () => undefined }),
  },
  'order-open-to-all': {
    description: 'Anyone can read the order of somebody else by its address.',
    kind: 'wrong-role',
    pages: ['/orders/:number'],
    breaks: () => ({ mayReadOrder: () => true }),
  },
  'any-password-accepted': {
    description: 'Any password opens an account.',
    kind: 'wrong-log-in',
    pages: ['/log-in'],
    breaks: () => ({ passwordMatches: () => true }),
  },
  'duplicate-email-accepted': {
    description: 'A second account can be made for the same e-mail address.',
    kind: 'lost-validation',
    pages: ['/sign-up'],
    breaks: () => ({ emailTaken: () => false }),
  },
} satisfies Record<string, Bug>;
