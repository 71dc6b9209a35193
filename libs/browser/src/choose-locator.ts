import type { Locator, PageElement, PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';
import { placesBody } from './page-script.js';
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

/** The end of a place is the XPath within the innermost root; the parts before it are the shadow hosts. */
function isAt(place: string, element: PageElement): boolean {
  const parts = place.split(' >> ');
  return parts.at(-1) === element.xpath && parts.length - 1 === (element.shadow ?? []).length;
}

/** Whether the locator matches exactly one element of the live page, and that is the one the snapshot means. */
export async function pointsAt(page: Page, locator: Locator, element: PageElement): Promise<boolean> {
  try {
    const places = await toLocator(page, locator).evaluateAll(placesOf as unknown as (elements: Node[]) => string[]);
    return places.length === 1 && places[0] !== undefined && isAt(places[0], element);
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

/** Verified locators for several elements by their index, `atOnce` at a time; once `withinMs` are over the rest goes without. */
export async function chooseLocators(
  page: Page,
  snapshot: PageSnapshot,
  wanted: { index: number; avoidOwnText?: boolean }[],
  { withinMs = Infinity, atOnce = 8 }: { withinMs?: number; atOnce?: number } = {},
): Promise<Record<string, Locator>> {
  const untilMs = performance.now() + withinMs;
  const found: Record<string, Locator> = {};
  const queue = [...wanted];
  const take = async (): Promise<void> => {
    for (let next = queue.shift(); next && performance.now() < untilMs; next = queue.shift()) {
      const element = snapshot.elements[next.index];
      const locator = element
        ? await chooseLocator(page, element, snapshot, { avoidOwnText: next.avoidOwnText, untilMs })
        : null;
      if (locator) found[String(next.index)] = locator;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return found;
}
