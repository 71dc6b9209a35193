import type { Page } from 'playwright';

/** Fills a tab's session storage once, on its first document of the origin; what the app does to it later stands. */
const fill = ([origin, entries]: [string, [string, string][]]): void => {
  if (location.origin !== origin || window.name === 'session-kept' || sessionStorage.length) return;
  window.name = 'session-kept';
  for (const [key, value] of entries) sessionStorage.setItem(key, value);
};

/**
 * Gives every further page of the context what this page holds in its session storage, where apps keep tokens that a
 * storage state leaves out. Does nothing where it holds nothing.
 */
export async function keepSessionStorage(page: Page): Promise<void> {
  const entries = await page.evaluate(() => Object.entries(sessionStorage) as [string, string][]);
  if (entries.length === 0) return;
  await page.context().addInitScript(fill, [new URL(page.url()).origin, entries] as [string, [string, string][]]);
}
