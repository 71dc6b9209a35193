import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseLocators, collectPage, newCleanContext, openBrowser, pointsAt, settle } from '../src/index.js';
import { holding } from '../src/prove-at-once.js';
import { formPage, framePage, shopPage } from './fixture-pages.js';

let browser: Browser;
let page: Page;
let body = '';
beforeAll(async () => {
  browser = await openBrowser();
  page = await (await newCleanContext(browser)).newPage();
  await page.route('http://app.test/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      // Neither may the page make code of texts.
      headers: { 'content-security-policy': "default-src 'self' 'unsafe-inline'; frame-src *" },
      body,
    }),
  );
});
afterAll(() => browser?.close());

async function show(html: string) {
  body = html;
  await page.goto('http://app.test/');
  await settle(page, { timeoutMs: 5_000 });
  return collectPage(page);
}

describe('locators proven together', () => {
  it.each([
    ['a shop', shopPage],
    ['a form', formPage],
    ['frames and shadow roots', framePage],
  ])('hold one by one as well, for all that can be seen: %s', async (_name, html) => {
    const snapshot = await show(html);
    const wanted = snapshot.elements.flatMap(({ visible, interactive }, index) =>
      visible === false || !interactive ? [] : [{ index }],
    );
    const chosen = await chooseLocators(page, snapshot, wanted);
    expect(Object.keys(chosen).map(Number)).toEqual(wanted.map(({ index }) => index));
    for (const [index, locator] of Object.entries(chosen)) {
      const element = snapshot.elements[Number(index)];
      expect(element && (await pointsAt(page, locator, element)), JSON.stringify(locator)).toBe(true);
    }
  });

  it('do not hold where they match another element, several, or none', async () => {
    const snapshot = await show(shopPage);
    const cart = snapshot.elements.find(({ name }) => name === 'Cart (2)');
    if (!cart) throw new Error('the page has no cart');
    const byName = (name: string) => ({
      element: cart,
      locator: { frame: [], links: [{ by: 'role' as const, role: 'link', name }] },
    });
    const claims = [byName('Games'), byName('Books'), byName('Nothing'), byName('Cart')];
    expect(await holding(page, claims, 10_000)).toEqual([false, false, false, true]);
  });

  it('leave nothing behind that the page could see', async () => {
    const snapshot = await show(shopPage);
    const before = await page.content();
    await chooseLocators(page, snapshot, [{ index: 0 }, { index: 1 }]);
    expect(await page.content()).toBe(before);
  });
});
