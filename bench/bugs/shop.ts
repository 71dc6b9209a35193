import { bugNames, bugs, createShop, driftNames, isBugName, isDriftName } from '@testforge/demo-shop';
import { injectedSubject, type InjectedOptions } from './inject/injected-subject.js';
import type { Subject } from './subject.js';

/** The customer that every shop has from the start, as its README tells. */
const customer = { user: 'maren@harbourgoods.example', password: 'lighthouse-42' };

export interface ShopOptions {
  /** With its customer; otherwise as the sample job meets it. */
  logIn: boolean;
  /** Bugs from outside, as other apps get them, beside its own switches; otherwise those alone. */
  draw: InjectedOptions['draw'] | null;
}

/** The sample shop. Drifts are its own in any case. */
export function shop({ logIn, draw }: ShopOptions): Subject {
  const name = logIn ? 'shop-customer' : 'shop';
  const access = logIn ? customer : {};
  const close = () => Promise.resolve();
  const open = (drifts: readonly string[], bug: string | null) =>
    createShop({
      release: 1,
      bugs: bug !== null && isBugName(bug) ? [bug] : [],
      drifts: drifts.filter(isDriftName),
    });
  const switches = bugNames.map((bug) => {
    const { kind, description, pages } = bugs[bug];
    return { name: bug, kind, description, pages: [...pages] };
  });
  if (draw)
    return injectedSubject({ app: `${name}-injected`, access, drifts: driftNames, draw, switches, open, close });
  return {
    app: name,
    access,
    drifts: driftNames,
    bugs: () => switches,
    start: ({ bug, drifts }) => open(drifts, bug),
    close,
  };
}
