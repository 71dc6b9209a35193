import type { Page } from 'playwright';

type Kept = [origin: string, entries: [string, string][], version: number];

/** Fills a tab's session storage once, on its first document of the origin; what the app does to it later stands. */
const fill = ([origin, entries, version]: Kept): void => {
  if (location.origin !== origin) return;
  const held = Number(/^session-kept-(\d+)$/.exec(window.name)?.[1] ?? -1);
  if (held >= version || (held < 0 && sessionStorage.length)) return;
  window.name = `session-kept-${version}`;
  for (const [key, value] of entries) sessionStorage.setItem(key, value);
};

let versions = 0;

/**
 * Gives every further page of the context what this page holds in its session storage, where apps keep tokens that a
 * storage state leaves out; said again, the latest counts. Does nothing where it holds nothing.
 */
export async function keepSessionStorage(page: Page): Promise<void> {
  const entries = await page.evaluate(() => Object.entries(sessionStorage) as [string, string][]);
  if (entries.length === 0) return;
  versions += 1;
  const kept: Kept = [new URL(page.url()).origin, entries, versions];
  await page.context().addInitScript(fill, kept);
}
