import { settle, toLocator } from '@testforge/browser';
import type { ReachStep } from '@testforge/core';
import type { BrowserContext, Page } from 'playwright';
import { collectBuilt } from './collect-built.js';
import { openPage } from './open-page.js';
import type { ClickStep, PageReading } from './read-state.js';
import { pathOf } from './url-template.js';

/** Which pages a window lies over in a browser that has not closed it before, as tests begin with one. */
export interface CoveredPages {
  /** Tells of a window that was met and closed. One about cookies is held to lie over every page. */
  met(cover: NonNullable<PageReading['cover']>): void;
  /** Whether the window lies there again, now that it was closed, in a browser that has not closed it. Some apps remember it. */
  comesBack(): Promise<boolean>;
  /** What closes the window that lies over the pages of this app; null where none was met, or it never comes back. */
  step(): ClickStep | null;
  /** Whether it lies over this page. Asked of a few pages at most; of the others it is what most of those said. */
  lieOver(url: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Pages that are opened anew to see whether the window lies over them. */
const mostAsked = 5;

/** Of one page with other parameters it is known. */
const placeOf = (url: string): string => pathOf(url).replace(/\?[^#]*/, '');

/** `openFresh`: a browser as tests begin with it, watched as any other. */
export function createCoveredPages(openFresh: () => Promise<BrowserContext>, pageTimeoutMs: number): CoveredPages {
  let window: NonNullable<PageReading['cover']> | null = null;
  let fresh: Promise<Page> | null = null;
  let back: Promise<boolean> | null = null;
  let isOver = false;
  const answers = new Map<string, boolean>();

  async function ask(step: ClickStep, url: string): Promise<boolean> {
    fresh ??= openFresh().then((context) => context.newPage());
    const page = await fresh;
    if ((await openPage(page, url, pageTimeoutMs)).kind !== 'page') return false;
    await settle(page, { timeoutMs: 5_000, untouched: true });
    await collectBuilt(page, pageTimeoutMs);
    return toLocator(page, step.locator).first().isVisible();
  }

  return {
    met(cover) {
      window ??= cover;
      answers.set(placeOf(cover.state.url), true);
    },
    async comesBack() {
      if (window === null || window.asksCookies) return true;
      back ??= ask(window.step, window.state.url);
      isOver = !(await back);
      return !isOver;
    },
    step: () => (isOver ? null : (window?.step ?? null)),
    async lieOver(url) {
      if (window === null || window.asksCookies) return true;
      const place = placeOf(url);
      const known = answers.get(place);
      if (known !== undefined) return known;
      const told = [...answers.values()];
      if (told.length > mostAsked) return told.filter(Boolean).length * 2 > told.length;
      const answer = await ask(window.step, url);
      answers.set(place, answer);
      return answer;
    },
    async close() {
      const context = (await fresh)?.context();
      // Requests still under way must not fail loudly when the context goes.
      await context?.unrouteAll({ behavior: 'ignoreErrors' });
      await context?.close();
    },
  };
}

/** The reading of a page that no window lies over: the step that closes it is not on the way to what was read. */
export function uncovered<R extends Pick<PageReading, 'state' | 'children'>>(reading: R, step: ClickStep): R {
  const without = <S extends { reach: ReachStep[]; covered?: boolean | undefined }>({
    covered: _covered,
    ...state
  }: S) => ({
    ...state,
    reach: state.reach.filter((each) => each !== step),
  });
  return {
    ...reading,
    state: reading.state && without(reading.state),
    children: reading.children.map((child) => ({ ...child, state: without(child.state) })),
  };
}
