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

/** Locators of what one address shows. */
export interface PageProof {
  /**
   * Verified locators of a page, by index into its elements. One that was proven before for the very same element is taken
   * over where the snapshot shows nothing else that it matches: the frame of an app is on every page of it.
   */
  locatorsOf(page: Page, snapshot: PageSnapshot): Promise<Record<string, Locator>>;
}

/** Locators of one app's pages, each proven on a page. */
export interface LocatorProof {
  /** For one address: what is proven there counts there at once, and for others after `keep`. */
  forPage(): PageProof;
  /** Keeps what was proven since the last time for the pages to come, whoever was faster. */
  keep(): void;
}

export function createLocatorProof(): LocatorProof {
  const proven = new Map<string, Locator>();
  const fresh = new Map<string, Locator>();

  function takenOver(known: Locator | undefined, snapshot: PageSnapshot, index: number): Locator | null {
    if (!known) return null;
    const matching = countInSnapshot(known, snapshot);
    return matching.length === 1 && matching[0] === index ? known : null;
  }

  function forPage(): PageProof {
    const here = new Map<string, Locator>();
    return {
      async locatorsOf(page, snapshot) {
        const share = Math.min(1, usualElements / Math.max(1, sizeOf(snapshot)));
        const most = Math.max(fewestLocators, Math.round(mostLocators * share));
        const wanted = wantedLocators(snapshot, most).map((each) => {
          const element = snapshot.elements[each.index];
          const identity = element ? identityOf(element) : '';
          return {
            ...each,
            identity,
            known: takenOver(here.get(identity) ?? proven.get(identity), snapshot, each.index),
          };
        });
        const rest = wanted.filter(({ known }) => !known);
        const chosen = await chooseLocators(page, snapshot, rest, {
          withinMs: provingMs,
          atOnce: share < 0.5 ? 8 : 40,
        });
        for (const { index, identity } of rest) {
          const locator = chosen[String(index)];
          if (!locator || !isByName(locator)) continue;
          here.set(identity, locator);
          const other = fresh.get(identity);
          if (!other || JSON.stringify(locator) < JSON.stringify(other)) fresh.set(identity, locator);
        }
        const known = wanted.flatMap(({ index, known: locator }) =>
          locator ? [[String(index), locator] as const] : [],
        );
        return { ...Object.fromEntries(known), ...chosen };
      },
    };
  }

  return {
    forPage,
    keep() {
      for (const [identity, locator] of fresh) if (!proven.has(identity)) proven.set(identity, locator);
      fresh.clear();
    },
  };
}
