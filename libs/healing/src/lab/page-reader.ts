import { collectPage, newCleanContext, openBrowser } from '@testforge/browser';
import type { PageElement } from '@testforge/core';
import type { Frame, Page } from 'playwright';
import { z } from 'zod';
import { selectorsFor, truthAndOptions } from './in-page.js';
import { withoutRefresh } from './without-refresh.js';

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

const Place = z.object({ xpath: z.string(), x: z.number(), y: z.number(), root: z.enum(['page', 'shadow']) });
const Answer = z.object({
  truth: z.array(Place).nullable(),
  options: z.array(z.tuple([z.string(), z.array(z.string())])),
});
const Selectors = z.array(z.string().nullable());
const loadMs = 10_000;
/** More than any page people showed us has; what lies behind is told as left out. */
const maxElements = 20_000;

const ask = async <T>(page: Page | Frame, expression: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(z.string().parse(await page.evaluate(expression))));

const isInRoot = ({ frame, shadow }: PageElement): boolean => !frame?.length && !shadow?.length;

/** Whether an element is what was found there: in a root of its own an XPath begins anew, so its place must agree too. */
const isAt = ({ xpath, shadow, box }: PageElement, place: z.infer<typeof Place>): boolean =>
  xpath === place.xpath &&
  (place.root === 'page' ? !shadow?.length : !!shadow?.length && box?.x === place.x && box.y === place.y);

/** The right elements of the page itself and its shadow roots, or, where those hold none, of its frames. */
async function findTruth(
  page: Page,
  css: string | null,
  own: z.infer<typeof Answer>['truth'],
  elements: readonly PageElement[],
): Promise<number[]> {
  const indexesOf = (places: readonly z.infer<typeof Place>[], isFramed: boolean): number[] =>
    elements.flatMap((one, at) =>
      isFramed === !!one.frame?.length && places.some((place) => isAt(one, place)) ? [at] : [],
    );
  if (own === null || own.length > 0 || css === null) return indexesOf(own ?? [], false);
  const framed = await Promise.all(
    page.frames().flatMap((frame) => (frame === page.mainFrame() ? [] : [ask(frame, truthAndOptions(css), Answer)])),
  );
  return indexesOf(
    framed.flatMap(({ truth }) => truth ?? []),
    true,
  );
}

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
    await page.setContent(withoutRefresh(html), { waitUntil: 'domcontentloaded', timeout: loadMs });
    const snapshot = await collectPage(page, { maxElements });
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
      const truth = await findTruth(page, truthCss, answer.truth, elements);
      return { elements, leftOut, truth: truth.length > 0 ? truth : null };
    },
    async selectors(wanted) {
      const found = await ask(page, selectorsFor(wanted.map(({ xpath }) => xpath ?? '/none')), Selectors);
      return wanted.map((element, at) => (isInRoot(element) ? (found[at] ?? null) : throughHosts(element)));
    },
    close: () => browser.close(),
  };
}
