import { collectPage, newCleanContext, openBrowser } from '@testforge/browser';
import type { Page } from 'playwright';
import { withoutRefresh } from '../lab/without-refresh.js';
import type { GivenPage, PageThatWasRead } from './given-page.js';
import { readTrace, type TracedPage } from '../trace/read-trace.js';

const loadMs = 30_000;
/** More than any page people showed us has; what lies behind is told as left out. */
const maxElements = 20_000;
/** Windows that people use; a trace may say anything. */
const clamp = (pixels: number): number => Math.round(Math.min(Math.max(pixels, 200), 4_000));

/** The address a page had, where a browser goes to such; what it shows comes from the trace either way. */
const addressOf = (url: string): string =>
  URL.canParse(url) && /^https?:/.test(url) ? new URL(url).href : 'http://page.invalid/';

/** Goes to the page's own address, which answers with its markup; its style sheets answer too, and nothing else does. */
async function showTraced(page: Page, { html, url, styles, viewport }: TracedPage): Promise<void> {
  const address = addressOf(url);
  if (viewport) await page.setViewportSize({ width: clamp(viewport.width), height: clamp(viewport.height) });
  await page.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame())
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    const style = styles.get(request.url());
    return style === undefined
      ? route.abort()
      : route.fulfill({
          contentType: 'text/css; charset=utf-8',
          headers: { 'access-control-allow-origin': '*' },
          body: style,
        });
  });
  // Its style sheets decide what is shown, so they are waited for.
  await page.goto(address, { waitUntil: 'load', timeout: loadMs });
}

/** Shows the page without scripts and network and reads it. */
export async function readPage(given: GivenPage): Promise<PageThatWasRead> {
  const traced = 'trace' in given ? readTrace(Buffer.from(given.trace, 'base64')) : null;
  const browser = await openBrowser();
  try {
    const context = await newCleanContext(browser, { javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    if (traced) await showTraced(page, traced);
    else if ('html' in given)
      await page.setContent(withoutRefresh(given.html), { waitUntil: 'domcontentloaded', timeout: loadMs });
    const collected = await collectPage(page, { maxElements });
    return { page: collected, ...(traced && { error: traced.error, args: traced.args }) };
  } finally {
    await browser.close();
  }
}
