import type { Locator, PageElement, PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';
import { placesBody } from './page-script.js';
import { holding, isOnly } from './prove-at-once.js';
import { proposeLocators, type ProposeOptions } from './propose-locators.js';
import { toLocator } from './to-locator.js';

export interface ChooseOptions extends ProposeOptions {
  /** Most proposals tried on the page. Default 8. */
  maxTries?: number;
  /** When to stop trying, on the clock of `performance.now()`. Default: never. */
  untilMs?: number;
}

/** Playwright sends a function as its text, so one made from text goes to the page as it is. */
const placesOf = new Function('elements', placesBody) as (elements: Element[]) => string[];

/** Whether the locator matches exactly one element of the live page, and that is the one the snapshot means. */
export async function pointsAt(page: Page, locator: Locator, element: PageElement): Promise<boolean> {
  try {
    const places = await toLocator(page, locator).evaluateAll(placesOf as unknown as (elements: Node[]) => string[]);
    return isOnly(places, element);
  } catch (error) {
    if (page.isClosed()) throw error;
    return false;
  }
}

/**
 * The first proposal that on the live page matches exactly one element, the one meant; null where none does.
 * The page must be in the state the snapshot shows.
 */
export async function chooseLocator(
  page: Page,
  element: PageElement,
  snapshot: PageSnapshot,
  options: ChooseOptions = {},
): Promise<Locator | null> {
  for (const locator of proposeLocators(element, snapshot, options).slice(0, options.maxTries ?? 8)) {
    if (performance.now() > (options.untilMs ?? Infinity)) return null;
    if (await pointsAt(page, locator, element)) return locator;
  }
  return null;
}

/** An element that is to get a locator, and what is left to try for it. */
interface Open {
  index: number;
  element: PageElement;
  proposals: Locator[];
}

const triesOfEach = 8;
/** How many claims are put to the page in one evaluation, and how long it may take. */
const claimsAtOnce = 40;
const claimsMs = 10_000;

async function oneByOne(page: Page, open: Open[], untilMs: number, found: Record<string, Locator>): Promise<void> {
  for (const { index, element, proposals } of open) {
    for (const locator of proposals) {
      if (performance.now() > untilMs) return;
      if (await pointsAt(page, locator, element)) {
        found[String(index)] = locator;
        break;
      }
    }
  }
}

/**
 * Verified locators for several elements by their index. Each is proven by Playwright on the live page, `atOnce` in one
 * evaluation; once `withinMs` are over the rest goes without.
 */
export async function chooseLocators(
  page: Page,
  snapshot: PageSnapshot,
  wanted: { index: number; avoidOwnText?: boolean }[],
  { withinMs = Infinity, atOnce = claimsAtOnce }: { withinMs?: number; atOnce?: number } = {},
): Promise<Record<string, Locator>> {
  const untilMs = performance.now() + withinMs;
  const found: Record<string, Locator> = {};
  let open = wanted.flatMap(({ index, avoidOwnText }): Open[] => {
    const element = snapshot.elements[index];
    const proposals = element ? proposeLocators(element, snapshot, { avoidOwnText }).slice(0, triesOfEach) : [];
    return element ? [{ index, element, proposals }] : [];
  });
  while (open.length > 0) {
    const next: Open[] = [];
    for (let at = 0; at < open.length; at += atOnce) {
      if (performance.now() > untilMs) return found;
      const asked = open.slice(at, at + atOnce).filter(({ proposals }) => proposals.length > 0);
      const claims = asked.flatMap(({ element, proposals: [locator] }) => (locator ? [{ locator, element }] : []));
      const held = await holding(page, claims, Math.min(claimsMs, Math.max(1, untilMs - performance.now())));
      if (!held) {
        await oneByOne(page, asked, untilMs, found);
        continue;
      }
      asked.forEach((each, index) => {
        const [locator, ...proposals] = each.proposals;
        if (held[index] && locator) found[String(each.index)] = locator;
        else next.push({ ...each, proposals });
      });
    }
    open = next;
  }
  return found;
}
