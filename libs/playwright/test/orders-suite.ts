/** A suite as people write them: page objects, fixtures of its own, and one line changed. */
export const ordersSuite: Record<string, string> = {
  'package.json': JSON.stringify({ name: 'orders-e2e', private: true }),
  'playwright.config.ts': `import { defineConfig } from '@playwright/test';
import type { HealingFixtures } from '@testforge/playwright';

export default defineConfig<HealingFixtures>({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  reporter: [['json'], ['@testforge/playwright/reporter']],
  expect: { timeout: 3_000 },
  use: {
    baseURL: process.env.APP_URL,
    actionTimeout: 6_000,
    healing: { mode: process.env.MODE as 'ask' | undefined },
    launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] },
  },
});
`,
  'e2e/orders.page.ts': `import { expect, type Locator, type Page } from '@playwright/test';

export class OrdersPage {
  private readonly form: Locator;

  constructor(private readonly page: Page) {
    this.form = page.locator('form');
  }

  async add(path: string, customer: string): Promise<void> {
    await this.page.goto(path);
    await this.form.getByLabel('Customer').fill(customer);
    await this.form.getByLabel('PIN').fill('open-sesame-42');
    await this.page.getByRole('button', { name: 'Save order' }).click();
  }

  async shows(customer: string): Promise<void> {
    await expect(this.page.getByRole('listitem')).toHaveText([customer]);
    await expect(this.page.getByRole('status')).toHaveText('Order saved');
  }
}
`,
  'e2e/test.ts': `import { test as base } from '@playwright/test';
import { withHealing } from '@testforge/playwright';
import { OrdersPage } from './orders.page';

export const test = withHealing(
  base.extend<{ orders: OrdersPage }>({ orders: async ({ page }, use) => use(new OrdersPage(page)) }),
);
`,
  'e2e/orders.spec.ts': `import { test } from './test';

for (const path of ['shop', 'dead', 'twin', 'gone'])
  test(\`an order is saved: \${path}\`, async ({ orders }) => {
    await orders.add(\`/\${path}\`, 'Ada Lovelace');
    await orders.shows('Ada Lovelace');
  });
`,
};
