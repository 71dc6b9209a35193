import { bugNames, bugs, createShop, driftNames, isBugName, isDriftName } from '@testforge/demo-shop';
import type { Subject } from './subject.js';

/** The customer that every shop has from the start, as its README tells. */
const customer = { user: 'maren@harbourgoods.example', password: 'lighthouse-42' };

/** The sample shop, whose bugs and drifts are switches of its own: as the sample job meets it, or with its customer. */
export const shop = (options: { logIn: boolean }): Subject => ({
  app: options.logIn ? 'shop-customer' : 'shop',
  access: options.logIn ? customer : {},
  drifts: driftNames,
  bugs: () =>
    bugNames.map((name) => {
      const { kind, description, pages } = bugs[name];
      return { name, kind, description, pages: [...pages] };
    }),
  start: ({ bug, drifts }) =>
    createShop({
      release: 1,
      bugs: bug !== null && isBugName(bug) ? [bug] : [],
      drifts: drifts.filter(isDriftName),
    }),
  close: () => Promise.resolve(),
});
