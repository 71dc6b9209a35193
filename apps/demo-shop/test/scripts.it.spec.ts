import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopOptions } from '../src/index.js';

const executablePath = [
  chromium.executablePath(),
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
].find((path) => existsSync(path));
const actionTimeoutMs = 10_000;
const phone = { width: 390, height: 844 };

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

const visit = async (
  options: ShopOptions,
  path: string,
  use: (page: Page) => Promise<void>,
  viewport?: typeof phone,
): Promise<void> => {
  const shop = await createShop(options);
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(actionTimeoutMs);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  try {
    await page.goto(shop.url + path);
    await use(page);
    expect(errors).toEqual([]);
  } finally {
    await page.close();
    await shop.close();
  }
};

const quantity = (page: Page) => page.getByRole('spinbutton');
const oneMore = (page: Page) => page.getByRole('button', { name: 'One more' }).click();

describe.each([1, 2] as const)('in a browser, release %i', (release) => {
  it('steps the quantity, adds without leaving the page and brings the count up to date', () =>
    visit({ release }, '/products/watch-cap', async (page) => {
      await oneMore(page);
      await oneMore(page);
      await page.getByRole('button', { name: 'One fewer' }).click();
      expect(await quantity(page).inputValue()).toBe('2');
      await page.getByRole('button', { name: /^add to/i }).click();
      await page.getByText('Watch Cap added.').waitFor();
      expect(await page.getByLabel('Items in cart').textContent()).toBe('2');
      expect(new URL(page.url()).pathname).toBe('/products/watch-cap');
    }));

  it('says on the page that a quantity is out of range', () =>
    visit({ release }, '/products/watch-cap', async (page) => {
      await quantity(page).fill('0');
      await page.getByRole('button', { name: /^add to/i }).click();
      await page.getByText('Enter a quantity from 1 to 20.').waitFor();
      expect(await page.getByLabel('Items in cart').textContent()).toBe('0');
    }));

  it('shows the panel of the chosen tab, by mouse and by arrow key', () =>
    visit({ release }, '/products/watch-cap', async (page) => {
      await page.getByRole('tab', { name: 'Care' }).click();
      await page.getByRole('tabpanel', { name: 'Care' }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tabpanel', { name: 'Delivery' }).waitFor();
      expect(await page.getByRole('tabpanel').count()).toBe(1);
    }));

  it('subscribes to the newsletter in a dialog', () =>
    visit({ release }, '/', async (page) => {
      await page.getByRole('button', { name: /newsletter/i }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/newsletter/i).fill('ida');
      await dialog.getByRole('button', { name: /^(subscribe|sign me up)$/i }).click();
      await dialog.getByText('name@example.com').waitFor();
      await dialog.getByLabel(/newsletter/i).fill('ida@example.com');
      await dialog.getByRole('button', { name: /^(subscribe|sign me up)$/i }).click();
      await dialog.getByText('Thank you.').waitFor();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'hidden' });
    }));

  it('opens the navigation from a menu button on a phone', () =>
    visit(
      { release },
      '/',
      async (page) => {
        const navigation = page.getByRole('navigation', { name: 'Main' });
        expect(await navigation.isVisible()).toBe(false);
        await page.getByRole('button', { name: 'Menu' }).click();
        await navigation.getByRole('link', { name: /^contact/i }).click();
        await page.getByRole('heading', { level: 1, name: /^(contact us|get in touch)$/i }).waitFor();
      },
      phone,
    ));
});

describe('in a browser, a bug', () => {
  it('leaves the quantity buttons dead', () =>
    visit({ bugs: ['stepper-dead'] }, '/products/watch-cap', async (page) => {
      await oneMore(page);
      expect(await quantity(page).inputValue()).toBe('1');
    }));

  it('leaves the tabs dead', () =>
    visit({ bugs: ['tabs-dead'] }, '/products/watch-cap', async (page) => {
      await page.getByRole('tab', { name: 'Care' }).click();
      expect(await page.getByRole('tabpanel', { name: 'Care' }).count()).toBe(0);
    }));

  it('leaves the newsletter button dead', () =>
    visit({ bugs: ['newsletter-dead'] }, '/', async (page) => {
      await page.getByRole('button', { name: /newsletter/i }).click();
      expect(await page.getByRole('dialog').count()).toBe(0);
    }));
});
