import {
  mainRole,
  nobodyRole,
  type Access,
  type AppState,
  type Finding,
  type LogIn,
  type RolePage,
  type RoleView,
} from '@testforge/core';
import type { Browser, BrowserContext } from 'playwright';
import type { KeptSession } from '../log-in/keep-session.js';
import { reasonOf } from '../read-state.js';
import type { RobotsRule } from '../robots.js';
import type { Trip } from '../trip.js';
import { askForPages } from './ask-for-pages.js';
import { findUnguarded, sourcesOf } from './find-unguarded.js';
import { pagesOfMain, pagesOfRole, type KnownPage } from './known-pages.js';
import { lookAround, type Bounds } from './look-around.js';
import { openAsNobody, openAsRole, type Sight } from './sight.js';

export interface Comparison {
  browser: Browser;
  trip: Trip;
  robots: RobotsRule[];
  /** In which the project's user is logged in, and what keeps that so. */
  context: BrowserContext;
  session: KeptSession;
  sharing: LogIn['sharing'];
  /** Paths that ended that session. */
  ending: ReadonlySet<string>;
  /** What that user was led to. */
  states: readonly AppState[];
  template(url: string): string;
}

export interface Compared {
  roles: RoleView[];
  findings: Finding[];
}

/** They go with every request, also of a browser in which nobody logged in. */
const entersByHeader = ({ headers = {} }: Access): boolean =>
  Object.keys(headers).some((name) => /^(?:authorization|cookie)$|token|api-?key/i.test(name));

/** The app as each further log-in sees it, and as nobody does. One that cannot log in is told in a note. */
async function openSights({ browser, trip }: Comparison): Promise<Sight[]> {
  const sights: Sight[] = [];
  if (entersByHeader(trip.input.access))
    trip.note('What nobody gets to see was not looked at: the headers that are sent may say who asks.');
  else sights.push(await openAsNobody(browser, trip));
  for (const role of Object.keys(trip.input.access.roles ?? {}).sort())
    await openAsRole(browser, role, trip).then(
      (sight) => sights.push(sight),
      (error: unknown) => trip.note(`The role “${role}” could not log in: ${reasonOf(error)}`),
    );
  return sights;
}

/** The project's user, who asks for what only others are led to. */
async function askAsMain(
  { context, session, states, template }: Comparison,
  pages: readonly KnownPage[],
  bounds: Bounds,
): Promise<RolePage[]> {
  if (pages.length === 0 || (!(await session.isAlive()) && !(await session.renew()))) return [];
  const page = await context.newPage();
  const hrefs = states.flatMap(({ snapshot }) => snapshot.links.map(({ href }) => href));
  const linked = new Set(hrefs.filter((href) => URL.canParse(href)).map(template));
  const sight: Sight = {
    role: mainRole,
    page,
    looks: new Map(),
    linked,
    isAlive: () => session.isAlive(),
    close: () => page.close(),
  };
  try {
    return await askForPages(sight, pages, bounds);
  } finally {
    await sight.close();
  }
}

/** What there is to be compared: pages that the project's user is led to, and those that only others are. */
function pagesToCompare({ trip, states, template }: Comparison, sights: readonly Sight[]) {
  const { url, limits, access } = trip.input;
  const users = [access, ...Object.values(access.roles ?? {})].flatMap(({ user }) => user ?? []);
  const bounds = { users, most: limits.rolePages };
  const links = states.flatMap(({ snapshot }) => snapshot.links.map(({ href }) => href));
  const taken = new Set([
    ...states.map((state) => state.template),
    ...links.filter((href) => URL.canParse(href)).map(template),
  ]);
  const others: KnownPage[] = [];
  // What one need not log in for is no difference.
  for (const sight of sights.filter(({ role }) => role !== nobodyRole)) {
    const added = pagesOfRole(sight, taken, bounds);
    others.push(...added);
    added.forEach((page) => taken.add(page.template));
  }
  return { own: pagesOfMain(states, url, bounds), others };
}

const asLinked = ({ path, template, mark }: KnownPage): RolePage => ({
  path,
  template,
  outcome: 'linked',
  reason: 'a link leads there',
  status: null,
  address: null,
  heading: null,
  ...(mark && { mark }),
});

/**
 * Looks at the app as each further log-in and as nobody, asks as each of them for the pages that others are led to, and
 * tells what each is shown, refused, or given although nothing leads there. Opens pages by their addresses and does
 * nothing else. Each of them has `roleMs`.
 */
export async function compareRoles(comparison: Comparison): Promise<Compared> {
  const { trip, robots, ending, states, template, sharing } = comparison;
  // Half of it for looking around, half for asking.
  const bounds = (): Bounds => ({
    trip,
    robots,
    ending,
    template,
    untilMs: performance.now() + trip.input.limits.roleMs / 2,
  });
  const sights = await openSights(comparison);
  try {
    for (const sight of sights) await lookAround(sight, bounds());
    const { own, others } = pagesToCompare(comparison, sights);
    const compared: Compared = { roles: [], findings: [] };
    for (const sight of sights) {
      const { role, steps } = sight;
      const [theirs, foreign] = [others.filter(({ by }) => by === role), others.filter(({ by }) => by !== role)];
      const pages = [...(await askForPages(sight, [...own, ...foreign], bounds())), ...theirs.map(asLinked)];
      const view: RoleView = { role, ...(steps && { logIn: { steps, sharing } }), pages };
      compared.roles.push(view);
      compared.findings.push(...findUnguarded(sight, view, own, (page) => sourcesOf(page, states, template)));
    }
    const main = await askAsMain(comparison, others, bounds());
    if (main.length > 0) compared.roles.push({ role: mainRole, pages: main });
    return compared;
  } finally {
    for (const { close } of sights) await close();
  }
}
