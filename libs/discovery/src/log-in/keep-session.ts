import {
  collectPage,
  countInSnapshot,
  createSession,
  keepSessionStorage,
  performLogIn,
  settle,
  toLocator,
} from '@testforge/browser';
import type { Access, LogIn, PageSnapshot, RunLimits, StorageState, Target } from '@testforge/core';
import type { Browser, BrowserContext } from 'playwright';
import type { RequestGuard } from '../guard-requests.js';
import { reasonOf } from '../read-state.js';
import { offersLogIn } from './find-log-in-form.js';
import { logInByForm, type LoggedIn } from './log-in.js';

/** The session in which an app is explored. */
export interface KeptSession {
  landing: PageSnapshot;
  steps: LogIn['steps'];
  formPath: string;
  /** Whether a page looks as if nobody were logged in. */
  looksOutside(snapshot: PageSnapshot): boolean;
  /** Whether one is still inside, by a look at the page one landed on. */
  isAlive(): Promise<boolean>;
  /** Logs in again; false where that did not work, or was done too often. */
  renew(): Promise<boolean>;
  /** How often one logged in so far. */
  logIns(): number;
  /** What the browser held when one had logged in, before anything else was done. */
  entered(): StorageState;
  /** Finds out whether copies of the session live side by side. */
  conclude(): Promise<{ logIn: LogIn; notes: string[] }>;
}

export interface SessionPlace {
  browser: Browser;
  context: BrowserContext;
  guard: RequestGuard;
  url: string;
  access: Access;
  limits: RunLimits;
  /** Told why a session could not be renewed. */
  note(text: string): void;
}

const mostRenewals = 6;
const settleMs = 5_000;

/** Whether a page of the context shows that one is inside. */
async function isInside(context: BrowserContext, logIn: LoggedIn, limits: RunLimits): Promise<boolean> {
  const page = await context.newPage();
  try {
    await page.goto(logIn.landing.url, { waitUntil: 'domcontentloaded', timeout: limits.pageTimeoutMs });
    const target = targetOfMarker(logIn.steps);
    // Not before the page is at rest: an app may show its frame until it is told that nobody is logged in.
    await settle(page, { timeoutMs: settleMs });
    if (target && (await toLocator(page, target.locator).filter({ visible: true }).count()) > 0) return true;
    const snapshot = await collectPage(page);
    return target ? countInSnapshot(target.locator, snapshot).length > 0 : !offersLogIn(snapshot);
  } catch {
    // A page that does not open shows nothing of being inside.
    return false;
  } finally {
    await page.close();
  }
}

function targetOfMarker(steps: LogIn['steps']): Target | undefined {
  const marker = steps.findLast(({ kind }) => kind === 'expect');
  return marker && 'target' in marker ? marker.target : undefined;
}

/** A one-time code may be worth nothing the second time within its half minute. */
const asksForCode = (steps: LogIn['steps']): boolean =>
  steps.some((step) => 'value' in step && step.value.kind === 'credential' && step.value.name === 'totp');

/** Nothing of what only those inside see, but a way in. */
function looksOutside(snapshot: PageSnapshot, steps: LogIn['steps']): boolean {
  const target = targetOfMarker(steps);
  return (!target || countInSnapshot(target.locator, snapshot).length === 0) && offersLogIn(snapshot);
}

/** Goes through the steps once more, as every test may have to, in a context that knows nothing. */
async function repeats(place: SessionPlace, steps: LogIn['steps']): Promise<boolean> {
  const session = createSession({
    browser: place.browser,
    url: place.url,
    access: place.access,
    logIn: { steps, sharing: 'each' },
    timeouts: place.limits,
  });
  return session.newContext().then(
    async (context) => {
      await context.close();
      return true;
    },
    () => false,
  );
}

/** Logs in and keeps the session. Throws AppError `discovery.log_in_failed`. */
export async function keepSession(place: SessionPlace): Promise<KeptSession> {
  const { browser, context, guard, url, access, limits, note } = place;
  const saved = async (): Promise<StorageState> => context.storageState({ indexedDB: true });
  const inPage = async <T>(work: (page: Awaited<ReturnType<BrowserContext['newPage']>>) => Promise<T>): Promise<T> => {
    const page = await context.newPage();
    try {
      const result = await guard.allowWrites(() => work(page));
      await keepSessionStorage(page);
      return result;
    } finally {
      await page.close();
    }
  };
  const loggedIn = await inPage((page) => logInByForm(page, { url, access, limits }));
  const { steps } = loggedIn;
  let state = await saved();
  const entered = state;
  let renewals = 0;

  const again = () => inPage((page) => performLogIn(page, { steps, sharing: 'each' }, access, limits));
  async function renew(): Promise<boolean> {
    renewals += 1;
    if (renewals > mostRenewals) return false;
    try {
      // What is left of a session that ended may stand in the way of a new one.
      await again().catch(() => context.clearCookies().then(again));
    } catch (error) {
      note(`The session could not be renewed: ${reasonOf(error)}`);
      return false;
    }
    state = await saved();
    return true;
  }

  async function copiesLive(): Promise<boolean> {
    const copy = createSession({ browser, url, access: { ...access, storageState: state }, timeouts: limits });
    const other = await copy.newContext();
    try {
      await guard.watch(other);
      return (await isInside(other, loggedIn, limits)) && (await isInside(context, loggedIn, limits));
    } finally {
      await other.unrouteAll({ behavior: 'ignoreErrors' });
      await other.close();
    }
  }

  return {
    landing: loggedIn.landing,
    steps,
    formPath: loggedIn.formPath,
    looksOutside: (snapshot) => looksOutside(snapshot, steps),
    isAlive: () => isInside(context, loggedIn, limits),
    renew,
    logIns: () => 1 + renewals,
    entered: () => entered,
    async conclude() {
      const notes: string[] = [];
      let live = await copiesLive();
      // A session that ended meanwhile has no copies; looked at afterwards, since it seldom did.
      if (!live && !(await isInside(context, loggedIn, limits)) && (await renew())) live = await copiesLive();
      if (!(await repeats(place, steps))) {
        notes.push('The log-in could not be repeated in a clean browser.');
      } else if (!(await isInside(context, loggedIn, limits))) {
        notes.push('A second log-in ended the first: the app allows one session a user.');
      } else if (live && !asksForCode(steps)) return { logIn: { steps, sharing: 'worker' }, notes };
      return { logIn: { steps, sharing: live ? 'shared' : 'each' }, notes };
    },
  };
}
