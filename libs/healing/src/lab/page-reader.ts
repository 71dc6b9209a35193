import { collectPage, newCleanContext, openBrowser } from '@testforge/browser';
import type { PageElement } from '@testforge/core';
import type { Page } from 'playwright';
import { z } from 'zod';
import { selectorsFor, truthAndOptions } from './in-page.js';

/** A page of a case as the collector sees it. */
export interface ReadPage {
  elements: (PageElement & { options?: string[] })[];
  leftOut: number;
  /** Indexes of the right elements; null where the case's selector finds nothing or is none. */
  truth: number[] | null;
}

export interface PageReader {
  /** Shows the HTML in a page without scripts and network and reads it. */
  read(html: string, truthCss: string | null): Promise<ReadPage>;
  /** A selector for each of these elements of the page read last; null where there is none that finds it alone. */
  selectors(elements: readonly PageElement[]): Promise<(string | null)[]>;
  close(): Promise<void>;
}

const Answer = z.object({
  truth: z.array(z.string()).nullable(),
  options: z.array(z.tuple([z.string(), z.array(z.string())])),
});
const Selectors = z.array(z.string().nullable());
const loadMs = 10_000;

const ask = async <T>(page: Page, expression: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(z.string().parse(await page.evaluate(expression))));

const isInRoot = ({ frame, shadow }: PageElement): boolean => !frame?.length && !shadow?.length;

/** Hosts of frames and shadow roots before the element's own path, as Playwright writes it. */
const throughHosts = ({ frame = [], shadow = [], cssPath }: PageElement): string | null =>
  cssPath ? [...frame, ...shadow, cssPath].join(' >> ') : null;

/** Pages of cases are strangers' code: nothing of them is run, and nothing is fetched. */
async function openPage(chromium: string | undefined) {
  const browser = await openBrowser(chromium ? { executablePath: chromium } : {});
  const context = await newCleanContext(browser, { javaScriptEnabled: false, offline: true });
  return { browser, page: await context.newPage() };
}

export async function openPageReader(chromium?: string): Promise<PageReader> {
  const { browser, page } = await openPage(chromium);
  let shown: string | null = null;
  let elements: ReadPage['elements'] = [];
  let leftOut = 0;

  async function show(html: string): Promise<void> {
    if (shown === html) return;
    shown = null;
    await page.setContent(html, { waitUntil: 'domcontentloaded', timeout: loadMs });
    const snapshot = await collectPage(page, { maxElements: 3_000 });
    ({ elements, leftOut } = snapshot);
    shown = html;
  }

  return {
    async read(html, truthCss) {
      await show(html);
      const answer = await ask(page, truthAndOptions(truthCss), Answer);
      const options = new Map(answer.options);
      for (const element of elements) {
        const offered = isInRoot(element) ? options.get(element.xpath ?? '') : undefined;
        if (offered) element.options = offered;
      }
      const right = new Set(answer.truth ?? []);
      const truth = elements.flatMap((one, at) => (isInRoot(one) && right.has(one.xpath ?? '') ? [at] : []));
      return { elements, leftOut, truth: answer.truth?.length ? truth : null };
    },
    async selectors(wanted) {
      const found = await ask(page, selectorsFor(wanted.map(({ xpath }) => xpath ?? '/none')), Selectors);
      return wanted.map((element, at) => (isInRoot(element) ? (found[at] ?? null) : throughHosts(element)));
    },
    close: () => browser.close(),
  };
}
