import type { BrowserContext, CDPSession, Page } from 'playwright';

/** The part of what the browser tells of a request that it holds back for us. */
interface Paused {
  requestId: string;
  request: { headers: Record<string, string> };
}

/** What the browser says of a request, or a page, that is gone by the time it is answered. */
const isGone = (): undefined => undefined;

async function sendFrom(page: Page, origin: string, headers: Record<string, string>): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId, request }: Paused) => {
    const all = new Headers(request.headers);
    for (const [name, value] of Object.entries(headers)) all.set(name, value);
    const fields = [...all].map(([name, value]) => ({ name, value }));
    void session.send('Fetch.continueRequest', { requestId, headers: fields }).catch(isGone);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${origin}/*` }] });
}

/**
 * Sends header fields with each request to one origin and to no other, wherever it redirects to: the browser holds each hop
 * back by itself, where a route's overrides would follow the redirect. Every page that the context opens from now on.
 */
export function sendHeaders(context: BrowserContext, origin: string, headers: Record<string, string>): void {
  const ready = new WeakMap<Page, Promise<void>>();
  const prepare = (page: Page): Promise<void> => {
    const known = ready.get(page) ?? sendFrom(page, origin, headers);
    ready.set(page, known);
    return known;
  };
  const open = context.newPage.bind(context);
  context.newPage = async () => {
    const page = await open();
    await prepare(page);
    return page;
  };
  // A window that a page opens by itself has begun to load by now; it may close again before it is ready.
  context.on('page', (page) => void prepare(page).catch(isGone));
}
