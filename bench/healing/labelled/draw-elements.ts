import type { PageElement } from '@testforge/core';
import { createRandom } from '../random.js';
import type { PagePair } from './read-app.js';

/** An element of an old page. */
export interface Drawn {
  pair: PagePair;
  index: number;
  element: PageElement;
}

/** The same thing on another page of the app: the navigation is one, however many pages show it. */
const keyOf = ({ tag, role, name, text, id, nameAttr, href, cssPath, frame }: PageElement): string =>
  JSON.stringify([tag, role, name, text, id, nameAttr, href, cssPath, frame]);

/** Tells what a test could act on, each thing of an app once. */
export function candidatesOf(): (element: PageElement) => boolean {
  const seen = new Set<string>();
  return (element) => {
    const usable = element.interactive && element.visible !== false && element.enabled !== false;
    if (!usable || seen.has(keyOf(element))) return false;
    seen.add(keyOf(element));
    return true;
  };
}

/** The table or the list of cards that an element's row belongs to; null for what is in none, and for menus. */
function tableOf({ pair, element }: Drawn): string | null {
  const row = element.group === undefined ? undefined : pair.old.elements[Number(element.group)];
  if (!row || row.tag === 'li') return null;
  return `${pair.name} ${(row.xpath ?? '').replace(/\/[^/]*$/, '')}`;
}

/**
 * Elements drawn by seed from everything of the old pages that a test could act on and that the product finds a locator
 * for; of the rows of one table at most one.
 */
export function drawElements(pairs: readonly PagePair[], seed: number, count: number): Drawn[] {
  const all = pairs.flatMap((pair) =>
    Object.keys(pair.locators).flatMap((key): Drawn[] => {
      const element = pair.old.elements[Number(key)];
      return element ? [{ pair, index: Number(key), element }] : [];
    }),
  );
  const tables = new Set<string>();
  const chosen: Drawn[] = [];
  for (const one of createRandom(seed).shuffle(all)) {
    const table = tableOf(one);
    if (chosen.length >= count) break;
    if (table !== null && tables.has(table)) continue;
    if (table !== null) tables.add(table);
    chosen.push(one);
  }
  return chosen;
}
