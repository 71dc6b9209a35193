import type { Locator, PageElement } from '@testforge/core';
import { selectors, type Page } from 'playwright';
import { z } from 'zod';
import { placesBody } from './page-script.js';
import { startOf, toLocator } from './to-locator.js';

/** A locator, and the element that it is meant for. */
export interface Claim {
  locator: Locator;
  element: PageElement;
}

const engineName = 'testforge-claim';

/**
 * Source text of a selector engine that notes what reaches it under the number it is given, and at the end gives one element,
 * never part of the page, that tells all notes. Playwright runs it in its own world, beyond the reach of the page.
 */
const engine = `(() => {
  const placesOf = (elements) => {\n${placesBody}\n};
  let [notes, told] = [{}, null];
  const queryAll = (root, word) => {
    if (word === 'begin') {
      [notes, told] = [{}, null];
      return [document.documentElement];
    }
    if (word !== 'end') {
      (notes[word] ??= []).push(placesOf([root])[0]);
      return [root];
    }
    told ??= Object.assign(document.createElement('i'), { textContent: JSON.stringify(notes) });
    return [told];
  };
  return { queryAll, query: (root, word) => queryAll(root, word)[0] };
})()`;

let registered: Promise<void> | null = null;

/** To be called before pages are opened: those that are open already do not know the engine. */
export function registerClaims(): Promise<void> {
  registered ??= selectors
    .register(engineName, { content: engine }, { contentScript: true })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || !/already registered/.test(error.message)) throw error;
    });
  return registered;
}

const Notes = z.record(z.string(), z.array(z.string()));

/**
 * Whether these are the places of one element, and that is the one meant. The end of a place is the XPath within the
 * innermost root; the parts before it are the shadow hosts.
 */
export function isOnly(places: string[], element: PageElement): boolean {
  const parts = places[0]?.split(' >> ') ?? [];
  return places.length === 1 && parts.at(-1) === element.xpath && parts.length - 1 === (element.shadow ?? []).length;
}

/** Where each locator matches in its frame, all of them asked for in one evaluation by Playwright's own rules. */
async function placesOf(page: Page, frame: string[], locators: Locator[], timeoutMs: number): Promise<string[][]> {
  const word = (text: string) => `${engineName}=${text}`;
  const asked = locators.reduce(
    (all, locator, index) => all.or(toLocator(page, { ...locator, frame: [] }).locator(word(String(index)))),
    startOf(page, frame).locator(word('begin')),
  );
  const text = (await asked.locator(word('end')).textContent({ timeout: timeoutMs })) ?? '{}';
  const notes = Notes.parse(JSON.parse(text));
  return locators.map((_locator, index) => notes[String(index)] ?? []);
}

/**
 * Which of the claims hold on the live page: the locator matches exactly one element, the one meant. One evaluation a frame,
 * where asking for each by itself would take as many as there are. Null where the page cannot be asked like this.
 */
export async function holding(page: Page, claims: Claim[], timeoutMs: number): Promise<boolean[] | null> {
  const held = claims.map(() => false);
  const byFrame = new Map<string, number[]>();
  claims.forEach(({ locator }, index) => {
    const key = JSON.stringify(locator.frame);
    byFrame.set(key, [...(byFrame.get(key) ?? []), index]);
  });
  for (const indexes of byFrame.values()) {
    const locators = indexes.flatMap((index) => claims[index]?.locator ?? []);
    const places = await placesOf(page, locators[0]?.frame ?? [], locators, timeoutMs).catch((error: unknown) => {
      if (page.isClosed()) throw error;
      return null;
    });
    if (!places) return null;
    indexes.forEach((index, at) => {
      const element = claims[index]?.element;
      held[index] = element !== undefined && isOnly(places[at] ?? [], element);
    });
  }
  return held;
}
