import type { Locator, PageSnapshot, Step } from '@testforge/core';
import type { Draft } from './draft.js';
import { nextParts } from './next-part.js';
import { clickOn } from './reach-own.js';
import { steadyCandidate } from './record-way.js';
import type { FurtherLook, Hands } from './seek-further.js';

/** What says by an arrow how the list stands has more to its name now. */
const loosely = ({ frame, links }: Locator): Locator => ({
  frame,
  links: links.map((link) => (link.by === 'role' ? { ...link, exact: undefined } : link)),
});

/** The header of a column once more: what stood in one order stands in the other. */
async function turnAround(hands: Hands, { steps, watch }: Draft): Promise<FurtherLook[]> {
  const last = steps.at(-1);
  if (watch.sorted?.column === undefined || last?.kind !== 'click') return [];
  const { locator, fingerprint } = last.target;
  const target = await hands.tell({ locators: [locator, loosely(locator)], fingerprint });
  if (target === null) return [];
  const again: Step[] = [clickOn(target, 'click-again')];
  return [{ name: 'again', steps: again, own: [], page: await hands.take(again) }];
}

/** Parts that a list must have for its second to be there tomorrow, when other things are in it. */
const leastParts = 3;

/** How many parts the list is in, as far as the numbers beside the way on tell. */
function partsOf({ elements }: PageSnapshot, next: number): number {
  const near = elements.slice(Math.max(0, next - 15), next + 5);
  const numbers = near.flatMap(({ role, text = '', visible }) =>
    (role === 'link' || role === 'button') && visible !== false && /^\s*\d{1,4}\s*$/.test(text) ? [Number(text)] : [],
  );
  return Math.max(0, ...numbers);
}

/** The next part of a long list: what was chosen holds there too. */
async function turnOver(hands: Hands, page: PageSnapshot): Promise<FurtherLook[]> {
  for (const index of nextParts(page)) {
    if (partsOf(page, index) < leastParts) continue;
    const element = page.elements[index];
    const target = element === undefined ? null : await hands.tell(steadyCandidate(page, element, []));
    if (target === null) continue;
    const steps = [clickOn(target, 'click-next', 'the next page')];
    return [{ name: 'next', steps, own: [], page: await hands.take(steps) }];
  }
  return [];
}

/** Further looks at a list that was narrowed or put in order. */
export async function seekInList(hands: Hands, draft: Draft, seen: PageSnapshot): Promise<FurtherLook[]> {
  const turned = await turnAround(hands, draft);
  return [...turned, ...(await turnOver(hands, turned.at(-1)?.page ?? seen))];
}
