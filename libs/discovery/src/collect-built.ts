import { collectPage, settle, type CollectOptions } from '@testforge/browser';
import type { PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';

/** Nothing to act on and no heading: an app that its script builds, before it has. */
export const isBare = ({ elements }: PageSnapshot): boolean =>
  !elements.some(({ visible, interactive, role }) => visible !== false && (interactive || role === 'heading'));

/**
 * What the page shows that came to rest; where that is nothing yet, what it shows when it comes to rest within the time
 * that opening a page may take. A page that is empty and stays so costs little: it is at rest at once.
 */
export async function collectBuilt(page: Page, timeoutMs: number, options: CollectOptions = {}): Promise<PageSnapshot> {
  const first = await collectPage(page, options);
  if (!isBare(first)) return first;
  await settle(page, { timeoutMs });
  return collectPage(page, options);
}
