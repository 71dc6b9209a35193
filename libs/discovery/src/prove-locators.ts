import { chooseLocators, countInSnapshot } from '@testforge/browser';
import type { Locator, PageElement, PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';
import { wantedLocators } from './wanted-locators.js';

/** Locators tried on a page of usual size; on a larger one each takes longer to prove, so there are fewer. */
const mostLocators = 120;
const fewestLocators = 8;
const usualElements = 1_500;
/** A page so slow that this is not enough is better read in part than given up. */
const provingMs = 15_000;

export const sizeOf = ({ elements, leftOut }: PageSnapshot): number => elements.length + leftOut;

/** What an element is and the part of the page it is in: the same on every page that has it. */
const identityOf = (element: PageElement): string =>
  JSON.stringify([
    element.tag,
    element.role,
    element.name,
    element.text,
    element.label,
    element.href,
    element.landmark,
    element.frame,
    element.shadow,
  ]);

/** Found by what it is called. Where it stands, and what else says the same, may differ from page to page. */
const isByName = ({ links }: Locator): boolean => links.every(({ by }) => /^(role|label|testId|placeholder)$/.test(by));

/** Locators of one app's pages, each proven on a page. */
export interface LocatorProof {
  /**
   * Verified locators of a page, by index into its elements. One that was proven on another page for the very same
   * element is taken over where the snapshot shows nothing else that it matches: the frame of an app is on every page of
   * it, and proving is what reading a page spends most of its time on.
   */
  locatorsOf(page: Page, snapshot: PageSnapshot): Promise<Record<string, Locator>>;
}

export function createLocatorProof(): LocatorProof {
  const proven = new Map<string, Locator>();

  function takenOver(snapshot: PageSnapshot, index: number): Locator | null {
    const element = snapshot.elements[index];
    const locator = element && proven.get(identityOf(element));
    if (!locator) return null;
    const matching = countInSnapshot(locator, snapshot);
    return matching.length === 1 && matching[0] === index ? locator : null;
  }

  return {
    async locatorsOf(page, snapshot) {
      const share = Math.min(1, usualElements / Math.max(1, sizeOf(snapshot)));
      const most = Math.max(fewestLocators, Math.round(mostLocators * share));
      const wanted = wantedLocators(snapshot, most);
      const found: Record<string, Locator> = {};
      for (const { index } of wanted) {
        const locator = takenOver(snapshot, index);
        if (locator) found[String(index)] = locator;
      }
      const rest = wanted.filter(({ index }) => !found[String(index)]);
      const fresh = await chooseLocators(page, snapshot, rest, { withinMs: provingMs, atOnce: share < 0.5 ? 2 : 8 });
      for (const [index, locator] of Object.entries(fresh)) {
        const element = snapshot.elements[Number(index)];
        if (element && isByName(locator)) proven.set(identityOf(element), locator);
      }
      return { ...found, ...fresh };
    },
  };
}
