import type { AppModel, PageSnapshot } from '@testforge/core';
import { createSession, openBrowser, settle, type JobTools } from '@testforge/browser';
import type { Browser, BrowserContext } from 'playwright';
import { checkAccessibility } from './check-accessibility.js';
import { conclude, told } from './conclude.js';
import { createCoveredPages } from './covered-pages.js';
import { createExploration, type Exploration } from './exploration.js';
import { explorePages } from './explore-pages.js';
import type { Candidate } from './frontier.js';
import { createRequestGuard } from './guard-requests.js';
import type { DiscoveryInput } from './job-input.js';
import { keepSession, type KeptSession } from './log-in/keep-session.js';
import { slownessNow } from './measure-load.js';
import { demandStart, openPage } from './open-page.js';
import { openTabs, type Tabs } from './open-tabs.js';
import { createLocatorProof } from './prove-locators.js';
import { readHints } from './read-hints.js';
import type { ReadState } from './read-state.js';
import { createRedaction, redactAll } from './redact-addresses.js';
import { addRoles } from './roles/add-roles.js';
import { createStopwatch } from './stopwatch.js';
import { readOptions, type Trip } from './trip.js';
import { pathOf } from './url-template.js';

/** Addresses still to be read beside which a page that leads nowhere is not all of the app. */
const mostKnown = 3;

/** Makes up for what was left out while there was more to read. */
async function checkLater(exploration: Exploration, context: BrowserContext, trip: Trip): Promise<void> {
  const { limits } = trip.input;
  const page = await context.newPage();
  for (const [index, url] of trip.unchecked.entries()) {
    if (performance.now() > trip.untilMs) {
      trip.note(`accessibility of ${trip.unchecked.length - index} pages was not checked: the time was up`);
      break;
    }
    const opened = await openPage(page, url, limits.pageTimeoutMs);
    if (opened.kind !== 'page') continue;
    await settle(page, { timeoutMs: 3_000, untouched: true });
    (await checkAccessibility(page, 8_000, trip.note)).forEach(exploration.findings.add);
  }
  await page.close();
}

/** Reads pages as somebody sees them who is not logged in, each once; a page that does not open is left out. */
async function readOutside(tabs: Tabs, paths: string[], trip: Trip): Promise<ReadState[]> {
  const states: ReadState[] = [];
  for (const path of paths) {
    const candidate: Candidate = {
      url: new URL(path, trip.input.url).href,
      depth: 0,
      from: states.length ? '/' : null,
      text: '',
    };
    const isKnown = ({ url, structureHash }: PageSnapshot) =>
      states.some((state) => state.url === url && state.snapshot.structureHash === structureHash);
    // Its openers are not for now: they will be tried inside.
    const tried: ReadonlySet<string> = new Set();
    const options = { ...readOptions(trip, { thorough: true, isBehind: false, tried, isKnown }), withChildren: false };
    const { opened, state } = await tabs.read(0, candidate, options);
    if (candidate.from === null) demandStart(trip.input.url, opened, trip.input.origins);
    if (state && !isKnown(state.snapshot)) states.push(state);
  }
  return states;
}

/** Logs in, after a look at what those see who are outside. */
async function enter(
  browser: Browser,
  context: BrowserContext,
  trip: Trip,
): Promise<{ session: KeptSession; outside: ReadState[] }> {
  const { input, guard } = trip;
  const { url, access, limits } = input;
  const visitors = await createSession({ browser, url, access, timeouts: limits }).newContext({ signedOut: true });
  try {
    await guard.watch(visitors);
    const tabs = await openTabs(visitors, 1);
    const start = await readOutside(tabs, [pathOf(url)], trip);
    const session = await keepSession({ browser, context, guard, url, access, limits, note: trip.note });
    const known = new Set(start.map(({ path }) => path));
    const first = session.steps.find((step) => step.kind === 'goto');
    const more = first?.kind === 'goto' && !known.has(session.formPath) ? [first.path] : [];
    const form = await readOutside(
      tabs,
      more.filter((path) => path !== pathOf(url)),
      trip,
    );
    return { session, outside: [...start, ...form] };
  } finally {
    await visitors.unrouteAll({ behavior: 'ignoreErrors' });
    await visitors.close();
  }
}

/** On a machine that is busy with other work a page gets more time, as it has less of the processor. */
function patientLimits({ limits }: DiscoveryInput): { limits: DiscoveryInput['limits']; slowness: number } {
  const slowness = slownessNow();
  const longer = (ms: number) => Math.round(ms * slowness);
  const { pageTimeoutMs, actionTimeoutMs } = limits;
  return {
    slowness,
    limits: { ...limits, pageTimeoutMs: longer(pageTimeoutMs), actionTimeoutMs: longer(actionTimeoutMs) },
  };
}

async function exploreWith(browser: Browser, given: DiscoveryInput, tools: JobTools): Promise<AppModel> {
  const startedAt = performance.now();
  const { limits, slowness } = patientLimits(given);
  const input = { ...given, limits };
  const { url, access } = input;
  const notes: string[] = [];
  const guard = createRequestGuard(input);
  const context = await createSession({ browser, url, access, timeouts: limits }).newContext();
  await guard.watch(context);
  const note = (text: string) => void (notes.length < 1_000 && notes.push(text));
  /** As tests begin: logged in where one is, and nothing seen or closed. */
  const openFresh = async () => {
    const storageState = trip.session?.entered();
    const clean = { browser, url, access: { ...access, ...(storageState && { storageState }) }, timeouts: limits };
    const other = await createSession(clean).newContext();
    await guard.watch(other);
    return other;
  };
  const trip: Trip = {
    input,
    tools,
    guard,
    proof: createLocatorProof(),
    session: null,
    startedAt,
    untilMs: startedAt + limits.discoveryMs,
    watch: createStopwatch(),
    pictures: 0,
    unchecked: [],
    covers: createCoveredPages(openFresh, limits.pageTimeoutMs),
    knowsLittle: () => true,
    note,
    redact: createRedaction(access),
  };
  const entered = access.user === undefined ? null : await enter(browser, context, trip);
  trip.session = entered?.session ?? null;
  // Getting in takes as long as the app lets it; the time for exploring begins now.
  trip.startedAt = performance.now();
  trip.untilMs = trip.startedAt + limits.discoveryMs;
  const hints = await readHints(context, url, note);
  const exploration = createExploration(input, hints.robots);
  trip.knowsLittle = () => exploration.frontier.queued() < mostKnown;
  exploration.frontier.add({ url, depth: 0, from: null, text: '' });
  if (entered) exploration.consider({ url: entered.session.landing.url, depth: 0, from: pathOf(url), text: '' });
  for (const { url: page, from } of hints.pages)
    if (input.origins.includes(new URL(page).origin))
      exploration.consider({ url: page, depth: 1, from, text: '', isHint: true });
  await explorePages(exploration, await openTabs(context, limits.parallel), trip);
  await trip.covers.close();
  await checkLater(exploration, context, trip);
  const proven = await entered?.session.conclude();
  proven?.notes.forEach(note);
  const outside = entered?.outside ?? [];
  const logIns = entered?.session.logIns() ?? 0;
  const model = await conclude({
    exploration,
    context,
    guard,
    input,
    outside,
    logIn: proven?.logIn,
    describes: hints.describes,
    notes,
    logIns,
    figures: { slowness: Math.round(slowness * 10) / 10, ...trip.watch.list() },
    startedAt,
  });
  const { template } = exploration.frontier;
  const whole = await addRoles(model, { browser, context, trip, robots: hints.robots, template });
  // Requests still under way must not fail loudly when the browser goes.
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  return redactAll({ ...whole, notes: told(notes) }, trip.redact);
}

/**
 * Explores an app breadth first with one browser. Runs inside the sandbox. Throws `discovery.unreachable` where the start
 * address is none, `discovery.log_in_failed` where the way in that was given does not lead in.
 */
export async function explore(input: DiscoveryInput, tools: JobTools): Promise<AppModel> {
  const browser = await openBrowser();
  try {
    return await exploreWith(browser, input, tools);
  } finally {
    await browser.close();
  }
}
