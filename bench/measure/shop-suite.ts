const config = (healing: boolean): string => `import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  reporter: [['json']${healing ? ", ['@testforge/playwright/reporter']" : ''}],
  use: {
    baseURL: process.env.APP_URL,
    actionTimeout: 30_000,
    launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] },
  },
});
`;

const spec = `import { expect, test } from './test';

for (const word of ['mug', 'rope', 'lantern', 'soap', 'bag', 'print', 'candle', 'bowl'])
  test(\`\${word}: found, put into the cart, asked about\`, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Shop', exact: true }).first().click();
    await page.getByLabel('Search products').first().fill(word);
    await page.getByRole('button', { name: 'Search' }).first().click();
    await page.getByRole('main').getByRole('link', { name: new RegExp(word, 'i') }).first().click();
    // Left at once, the page would take its request back.
    const added = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Add to cart' }).first().click();
    await added;
    await page.goto('/cart');
    await expect(page.getByRole('heading', { name: 'Your cart' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove' }).first().click();
    await page.goto('/contact');
    await page.getByLabel('Name', { exact: true }).fill('Ada');
    await page.getByLabel('E-mail', { exact: true }).fill('ada@example.com');
    await page.getByLabel('Topic').selectOption('A product');
    await page.getByLabel('Message').fill('How is it made?');
    await page.getByLabel('Message').press('Tab');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada');
  });
`;

/** A suite for the sample shop as somebody writes it by hand: mostly actions, which is what the fixture looks at. */
export const shopSuite = ({ healing }: { healing: boolean }): Record<string, string> => ({
  'package.json': JSON.stringify({ name: 'shop-e2e', private: true }),
  'playwright.config.ts': config(healing),
  'e2e/test.ts': healing
    ? "export { expect, test } from '@testforge/playwright';\n"
    : "export { expect, test } from '@playwright/test';\n",
  'e2e/shop.spec.ts': spec,
});
