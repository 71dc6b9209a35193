import { AppError, type Access, type LogIn, type StorageState } from '@testforge/core';
import type { Browser, BrowserContext, Page } from 'playwright';
import { newCleanContext } from './open-browser.js';
import { performStep, type StepTimeouts } from './perform-step.js';
import { settle } from './settle.js';
import { createStepValues } from './step-values.js';
import { toLocator } from './to-locator.js';

export interface SessionOptions {
  browser: Browser;
  /** The app's address; credentials and headers go to its origin alone. */
  url: string;
  access: Access;
  /** How to log in; absent: nobody logs in by a form. */
  logIn?: LogIn | undefined;
  timeouts: StepTimeouts;
}

export interface Session {
  /**
   * A clean context, inside the app unless `signedOut`. Throws AppError `browser.log_in_failed` (upstream) with the step
   * that did not work, `browser.no_credential` (invalid).
   */
  newContext(options?: { signedOut?: boolean | undefined }): Promise<BrowserContext>;
}

const settleTimeoutMs = 5_000;

/** Header fields of the project, on requests to the app's own origin only: an API of somebody else never sees them. */
async function sendHeaders(context: BrowserContext, url: string, headers: Record<string, string>): Promise<void> {
  const { origin } = new URL(url);
  await context.route(
    (address) => address.origin === origin,
    (route) => route.fallback({ headers: { ...route.request().headers(), ...lowerCased(headers) } }),
  );
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

async function logInAt(page: Page, logIn: LogIn, access: Access, timeouts: StepTimeouts): Promise<void> {
  const values = createStepValues(access);
  for (const step of logIn.steps) {
    try {
      if (step.kind === 'expect')
        await (step.target && toLocator(page, step.target.locator).waitFor({ timeout: timeouts.actionTimeoutMs }));
      else await performStep(page, step, values.resolve, timeouts);
    } catch (error) {
      throw new AppError('upstream', 'browser.log_in_failed', `Logging in stopped at “${step.title}”.`, {
        cause: error,
      });
    }
  }
  await settle(page, { timeoutMs: settleTimeoutMs });
}

/** How contexts come about that are inside the app. A `shared` session is made once, an `each` one for every context. */
export function createSession({ browser, url, access, logIn, timeouts }: SessionOptions): Session {
  const { basic, headers } = access;
  const open = async (storageState?: StorageState): Promise<BrowserContext> => {
    const context = await newCleanContext(browser, {
      baseURL: url,
      ...(storageState && { storageState }),
      ...(basic && {
        httpCredentials: { username: basic.user, password: basic.password, origin: new URL(url).origin },
      }),
    });
    if (headers) await sendHeaders(context, url, headers);
    return context;
  };
  const loggedIn = async (how: LogIn): Promise<BrowserContext> => {
    const context = await open();
    try {
      const page = await context.newPage();
      await logInAt(page, how, access, timeouts);
      await page.close();
      return context;
    } catch (error) {
      await context.close();
      throw error;
    }
  };
  let shared: Promise<StorageState> | null = null;
  const makeShared = async (how: LogIn): Promise<StorageState> => {
    const context = await loggedIn(how);
    try {
      return await context.storageState({ indexedDB: true });
    } finally {
      await context.close();
    }
  };
  return {
    async newContext({ signedOut = false } = {}) {
      if (signedOut) return open();
      if (!logIn) return open(access.storageState);
      if (logIn.sharing === 'each') return loggedIn(logIn);
      shared ??= makeShared(logIn);
      return open(await shared);
    },
  };
}
