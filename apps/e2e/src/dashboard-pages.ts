import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { TestPlatform } from './platform.js';
import type { Browser, BrowserContextOptions, Page } from 'playwright';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const looks = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const satisfies Record<string, BrowserContextOptions>;

/** For what takes a moment; a busy machine may take many. */
const patienceMs = 120_000;

export interface OpenedDashboard {
  page: Page;
  /** What the browser complained about: faults of scripts, and what the content security policy refused. */
  complaints: string[];
  close(): Promise<void>;
}

/** The dashboard in a browser of its own, signed in by a link. */
export async function openDashboard(
  browser: Browser,
  { platform }: Pick<TestPlatform, 'platform'>,
  options: BrowserContextOptions,
): Promise<OpenedDashboard> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(120_000);
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(await makeSignInLink(platform));
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor();
  return { page, complaints, close: () => context.close() };
}

export async function makeSignInLink({ server, apiKey }: TestPlatform['platform']): Promise<string> {
  const answer = await fetch(`${server}/api/v1/auth/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const { url } = (await answer.json()) as { url: string };
  return url;
}

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

/** What axe finds serious or critical on the page as it is now, in words. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const violations = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe
      .run()
      .then((run) => run.violations),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** By how many pixels the page can be scrolled sideways, which it should not. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Waits until nothing is being loaded any more and every picture in sight is there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-label="Loading"]'));
  await page.waitForFunction(() => [...document.images].every((image) => image.loading === 'lazy' || image.complete));
}

/** Waits until every picture that can be seen without scrolling is there. */
export const picturesInSight = async (page: Page): Promise<void> =>
  void (await page.waitForFunction(() =>
    [...document.images].every((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return image.complete || top > window.innerHeight || bottom < 0;
    }),
  ));
