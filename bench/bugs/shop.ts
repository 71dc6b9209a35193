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
  const open = async (drifts: readonly string[], bug: string | null) => {
    const running = await createShop({
      release: 1,
      bugs: bug !== null && isBugName(bug) ? [bug] : [],
      drifts: drifts.filter(isDriftName),
    });
    return { ...running, ...(logIn && { session: await logInto(running.url) }) };
  };
  const switches = bugNames.map((bug) => {
    const { kind, description, pages } = bugs[bug];
    return { name: bug, kind, description, pages: [...pages] };
  });
  // Each build is a shop of its own that knows no session of another; the proxy gives it one.
  if (draw || logIn)
    return injectedSubject({
      app: draw ? `${name}-injected` : name,
      access,
      drifts: driftNames,
      draw: draw ?? { seed: 1, each: 0 },
      switches,
      open,
      close,
    });
  return {
    app: name,
    access,
    drifts: driftNames,
    bugs: () => switches,
    start: ({ bug, drifts }) => open(drifts, bug),
    close,
  };
}

/** A session of the customer, as its cookie. */
async function logInto(url: string): Promise<string> {
  const address = new URL('/log-in', url);
  const form = await fetch(address);
  const cookies = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  const csrf = /name="csrf" value="([^"]*)"/.exec(await form.text())?.[1] ?? '';
  const answer = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies(form) },
    body: new URLSearchParams({ csrf, email: customer.user, password: customer.password }),
  });
  const session = cookies(answer);
  if (answer.status >= 400 || session === '') throw new Error(`The customer could not log in: ${answer.status}`);
  return session;
}
