import { readJobEnvironment } from '@testforge/platform/job-environment';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright';
import { registerClaims } from './prove-at-once.js';
import { trafficOf } from './watch-traffic.js';

/** Without these Chromium asks its maker's servers for updates; its own sandbox cannot nest in ours. */
const launchArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

export const defaultChromium = '/usr/lib/chromium/chromium-headless-shell';
export const defaultViewport = { width: 1280, height: 800 };

export interface OpenOptions {
  /** Chromium's path inside the job; default: the sandbox's. */
  executablePath?: string;
  /** Proxy address; default: the one the sandbox set, if named hosts may be reached. */
  proxy?: string;
}

/** Starts the browser of a job. To be called inside the sandbox only, but for specs. */
export async function openBrowser(options: OpenOptions = {}): Promise<Browser> {
  await registerClaims();
  const environment = readJobEnvironment();
  const proxy = options.proxy ?? environment.proxy;
  return chromium.launch({
    executablePath: options.executablePath ?? environment.chromium ?? defaultChromium,
    args: launchArguments,
    // Loopback is reached as it is: the sandbox listens there in the app's place.
    ...(proxy ? { proxy: { server: proxy, bypass: 'localhost,127.0.0.1,::1,*.localhost' } } : {}),
  });
}

/** A context with nothing in it: fixed language, time zone and viewport, so that what is seen depends on the app alone. */
export async function newCleanContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: defaultViewport,
    serviceWorkers: 'block',
    acceptDownloads: false,
    ...options,
  });
  // Watched from its first request on, so that whoever waits for rest knows of all that is under way.
  context.on('page', trafficOf);
  return context;
}
