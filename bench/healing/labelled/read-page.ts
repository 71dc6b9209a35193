import { join } from 'node:path';
import { chooseLocators, collectPage, newCleanContext, placesBody, settle, toLocator } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot } from '@testforge/core';
import type { Browser, BrowserContext, Page } from 'playwright';
import type { LabelledPage, Labels, Way } from './labels.js';

/** A release that runs, with its browser. */
export interface OpenRelease {
  /** Goes to a page and hands over the live page at rest with what the collector saw; a picture of it is kept. */
  visit<T>(
    page: Pick<LabelledPage, 'name' | 'signedOut'>,
    way: Way,
    work: (live: Page, snapshot: PageSnapshot) => Promise<T>,
  ): Promise<T>;
}

export interface ReleaseOptions {
  browser: Browser;
  origin: string;
  account: { user: string; password: string } | null;
  logIn: Labels['logIn'];
  /** Folder of the pictures. */
  pictures: string;
}

/** Far above what anything takes: a slow machine is no broken page. */
const actionMs = 120_000;
const restMs = 30_000;

export async function openRelease(options: ReleaseOptions): Promise<OpenRelease> {
  const { origin, pictures } = options;
  const inside = await signIn(options);
  return {
    async visit({ name, signedOut }, way, work) {
      const context = signedOut ? await openContext(options) : inside;
      const page = await openAt(context, origin, way);
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      const result = await work(page, await collectPage(page));
      await page.close();
      if (signedOut) await context.close();
      return result;
    },
  };
}

/** As in a sandbox nothing but the app is reached. */
async function openContext({ browser, origin }: ReleaseOptions): Promise<BrowserContext> {
  const context = await newCleanContext(browser);
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && url.origin !== origin,
    (route) => route.abort(),
  );
  return context;
}

async function signIn(options: ReleaseOptions): Promise<BrowserContext> {
  const { origin, account, logIn } = options;
  const context = await openContext(options);
  if (!logIn || !account) return context;
  const page = await openAt(context, origin, { path: logIn.path, clicks: [] });
  await page.locator(logIn.user).fill(account.user);
  await page.locator(logIn.password).fill(account.password);
  await page.locator(logIn.password).press('Enter');
  // Whoever is still asked for a password is not inside.
  await page.locator(logIn.password).waitFor({ state: 'detached' });
  await settle(page, { timeoutMs: restMs });
  await page.close();
  return context;
}

async function openAt(context: BrowserContext, origin: string, { path, clicks }: Way): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(actionMs);
  await page.goto(`${origin}${path}`, { timeout: actionMs });
  await settle(page, { timeoutMs: restMs });
  for (const click of clicks) {
    await page.locator(click).click();
    await settle(page, { timeoutMs: restMs });
  }
  return page;
}

/** The old page, with the product's locators for what may be drawn of it. */
export async function readOld(
  page: Page,
  old: PageSnapshot,
  mayBeDrawn: (element: PageElement) => boolean,
): Promise<{ old: PageSnapshot; locators: Record<string, Locator> }> {
  const wanted = old.elements.flatMap((element, index) => (mayBeDrawn(element) ? [{ index }] : []));
  return { old, locators: await chooseLocators(page, old, wanted) };
}

/** Playwright sends a function as its text, so one made from text goes to the page as it is. */
const placesOf = new Function('elements', placesBody) as (elements: Node[]) => string[];

/** Where each locator leads on this page, as places within its frame. */
export async function findPlaces(page: Page, locators: Record<string, Locator>): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [key, locator] of Object.entries(locators)) found[key] = await placesFor(page, locator);
  return found;
}

async function placesFor(page: Page, locator: Locator): Promise<string[]> {
  try {
    return await toLocator(page, locator).evaluateAll(placesOf);
  } catch (error) {
    if (page.isClosed() || locator.frame.length === 0) throw error;
    // Its frame is gone.
    return [];
  }
}
