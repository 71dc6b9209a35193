import type { AppModel, PageSnapshot } from '@testforge/core';
import { createSession, openBrowser, settle, type JobTools } from '@testforge/browser';
import type { Browser, BrowserContext } from 'playwright';
import { checkAccessibility } from './check-accessibility.js';
import { conclude } from './conclude.js';
import { createExploration, type Exploration } from './exploration.js';
import type { Candidate } from './frontier.js';
import { createRequestGuard, type RequestGuard } from './guard-requests.js';
import type { DiscoveryInput } from './job-input.js';
import { keepSession, type KeptSession } from './log-in/keep-session.js';
import { openPage, refuseStart } from './open-page.js';
import { openTabs, type Tabs } from './open-tabs.js';
import { createLocatorProof, type LocatorProof } from './prove-locators.js';
import { readHints } from './read-hints.js';
import type { ClickStep, PageReading, ReadOptions, ReadState } from './read-state.js';
import { createRedaction, redactAll } from './redact-addresses.js';
import { pathOf } from './url-template.js';

/** One exploration under way. */
interface Trip {
  input: DiscoveryInput;
  tools: JobTools;
  guard: RequestGuard;
  proof: LocatorProof;
  session: KeptSession | null;
  startedAt: number;
  untilMs: number;
  pictures: number;
  /** Pages whose accessibility is looked at when all else is read. */
  unchecked: string[];
  /** Closes the window that the app puts over its pages. */
  uncover: ClickStep | null;
  note(text: string): void;
  /** Takes secrets out of addresses. */
  redact(text: string): string;
}

function readOptions(trip: Trip, more: Pick<ReadOptions, 'thorough' | 'isBehind' | 'tried' | 'isKnown'>): ReadOptions {
  trip.pictures += 1;
  const { input, guard, untilMs, session, note } = trip;
  return {
    limits: input.limits,
    origins: input.origins,
    guard,
    proof: trip.proof,
    mayWrite: input.interaction !== 'read',
    outDir: trip.tools.outDir,
    pictureName: `state-${trip.pictures}.jpg`,
    untilMs,
    looksOutside: session?.looksOutside,
    uncover: trip.uncover,
    note,
    ...more,
  };
}

function throwIf(error: Error | null): void {
  if (error) throw error;
}

/**
 * Reads a page anew that was not shown because nobody is logged in any more. A page that asks for a log-in although the
 * session lives is taken as it is; one after which the session is gone again ends it, and is left out.
 */
async function readAgain(
  reading: PageReading,
  tabs: Tabs,
  session: KeptSession,
  options: ReadOptions,
): Promise<PageReading | string> {
  const { candidate } = reading;
  const asItIs = () => tabs.read(0, candidate, { ...options, looksOutside: undefined });
  if (await session.isAlive()) return asItIs();
  if (!(await session.renew())) return 'the session was lost and could not be renewed';
  const again = await tabs.read(0, candidate, options);
  if (again.lost !== 'before') return again;
  if (await session.isAlive()) return asItIs();
  await session.renew();
  return 'ends the session';
}

/** Files one reading; where it came from a lost session, renews that first. */
async function file(
  reading: PageReading,
  options: ReadOptions,
  exploration: Exploration,
  tabs: Tabs,
  trip: Trip,
): Promise<void> {
  const { session, input } = trip;
  if (reading.candidate.from === null) throwIf(refuseStart(input.url, reading.opened, input.origins));
  const result = reading.lost === 'before' && session ? await readAgain(reading, tabs, session, options) : reading;
  if (typeof result === 'string') return exploration.skip(pathOf(reading.candidate.url), result);
  exploration.take(result);
  if (result.unchecked) trip.unchecked.push(result.candidate.url);
  trip.uncover ??= result.cover?.step ?? null;
  if (result.lost === 'after' && session && !(await session.isAlive())) await session.renew();
}

/** Whether at the pace so far the time will not do for all that is to be read. */
function isBehind({ frontier, count }: Exploration, { startedAt, untilMs, input }: Trip): boolean {
  const now = performance.now();
  const left = Math.min(frontier.queued(), input.limits.maxPages - count.pagesRead);
  return count.pagesRead > 0 && ((now - startedAt) / count.pagesRead) * left > untilMs - now;
}

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
    await settle(page, { timeoutMs: 3_000 });
    (await checkAccessibility(page, 8_000, trip.note)).forEach(exploration.findings.add);
  }
  await page.close();
}

/** Reads pages in batches; a batch is filed in its own order, so that the model depends on the app and not on who was faster. */
async function explorePages(exploration: Exploration, tabs: Tabs, trip: Trip): Promise<void> {
  const { frontier } = exploration;
  const pictured = new Set<string>();
  for (let batch = frontier.take(1); batch.length; batch = frontier.take(trip.input.limits.parallel)) {
    const tried = new Set(exploration.tried);
    const behind = isBehind(exploration, trip);
    const started = batch.map((candidate, slot) => {
      const template = frontier.template(candidate.url);
      const thorough = !pictured.has(template);
      pictured.add(template);
      const isKnown = (snapshot: PageSnapshot) => exploration.isKnown(candidate, snapshot);
      const options = readOptions(trip, { thorough, isBehind: behind, tried, isKnown });
      return { options, reading: tabs.read(slot, candidate, options) };
    });
    await Promise.all(started.map(({ reading }) => reading));
    for (const { reading, options } of started) {
      const done = await reading;
      await file(done, options, exploration, tabs, trip);
      trip.tools.emit({
        event: 'progress',
        states: exploration.file.list().length,
        queued: frontier.queued(),
        path: trip.redact(pathOf(done.candidate.url)),
        elapsedMs: Math.round(performance.now() - trip.startedAt),
      });
    }
    if (performance.now() > trip.untilMs) return;
  }
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
    if (candidate.from === null) throwIf(refuseStart(trip.input.url, opened, trip.input.origins));
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
    const session = await keepSession({ browser, context, guard, url, access, limits });
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

async function exploreWith(browser: Browser, input: DiscoveryInput, tools: JobTools): Promise<AppModel> {
  const startedAt = performance.now();
  const { url, access, limits } = input;
  const notes: string[] = [];
  const guard = createRequestGuard(input);
  const context = await createSession({ browser, url, access, timeouts: limits }).newContext();
  await guard.watch(context);
  const note = (text: string) => void (notes.length < 1_000 && notes.push(text));
  const trip: Trip = {
    input,
    tools,
    guard,
    proof: createLocatorProof(),
    session: null,
    startedAt,
    untilMs: startedAt + limits.discoveryMs,
    pictures: 0,
    unchecked: [],
    uncover: null,
    note,
    redact: createRedaction(access),
  };
  const entered = access.user === undefined ? null : await enter(browser, context, trip);
  trip.session = entered?.session ?? null;
  const hints = await readHints(context, url, note);
  const exploration = createExploration(input, hints.robots);
  exploration.frontier.add({ url, depth: 0, from: null, text: '' });
  if (entered) exploration.consider({ url: entered.session.landing.url, depth: 0, from: pathOf(url), text: '' });
  for (const page of hints.pages.filter((each) => input.origins.includes(new URL(each).origin)))
    exploration.consider({ url: page, depth: 1, from: '/sitemap.xml', text: '', isHint: true });
  await explorePages(exploration, await openTabs(context, limits.parallel), trip);
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
    notes,
    logIns,
    startedAt,
  });
  // Requests still under way must not fail loudly when the browser goes.
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  return redactAll(model, trip.redact);
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
