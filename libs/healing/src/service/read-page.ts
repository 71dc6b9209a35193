import { collectPage, newCleanContext, openBrowser } from '@testforge/browser';
import type { PageSnapshot } from '@testforge/core';
import { z } from 'zod';
import { withoutRefresh } from '../lab/without-refresh.js';

/** A page that a stranger sent: shown in the sandbox, where it can reach nothing. */
export const GivenPage = z.object({ html: z.string() });
export type GivenPage = z.infer<typeof GivenPage>;

const loadMs = 30_000;
/** More than any page people showed us has; what lies behind is told as left out. */
const maxElements = 20_000;

/** Shows the HTML in a page without scripts and network and reads it. */
export async function readPage({ html }: GivenPage): Promise<PageSnapshot> {
  const browser = await openBrowser();
  try {
    const context = await newCleanContext(browser, { javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    await page.setContent(withoutRefresh(html), { waitUntil: 'domcontentloaded', timeout: loadMs });
    return await collectPage(page, { maxElements });
  } finally {
    await browser.close();
  }
}
