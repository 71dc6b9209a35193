import type { Access, LogIn, StorageState } from '@testforge/core';
import type { Browser, BrowserContext } from 'playwright';
import { keepSessionStorage } from './keep-session-storage.js';
import { newCleanContext } from './open-browser.js';
import { performLogIn } from './perform-log-in.js';
import type { StepTimeouts } from './perform-step.js';
import { sendHeaders } from './send-headers.js';

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

/**
 * How contexts come about that are inside the app. A `shared` session is made once, an `each` one for every context; of a
 * `worker` session there are as many as contexts are open at once.
 */
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
    if (headers) sendHeaders(context, new URL(url).origin, headers);
    return context;
  };
  const loggedIn = async (how: LogIn): Promise<BrowserContext> => {
    const context = await open();
    try {
      const page = await context.newPage();
      await performLogIn(page, how, access, timeouts);
      await keepSessionStorage(page);
      await page.close();
      return context;
    } catch (error) {
      await context.close();
      throw error;
    }
  };
  let shared: Promise<StorageState> | null = null;
  /** Sessions that no open context has. */
  const free: StorageState[] = [];
  const made = async (how: LogIn): Promise<StorageState> => {
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
      if (logIn.sharing === 'worker') {
        const own = free.pop() ?? (await made(logIn));
        const context = await open(own);
        context.on('close', () => free.push(own));
        return context;
      }
      shared ??= made(logIn);
      return open(await shared);
    },
  };
}
