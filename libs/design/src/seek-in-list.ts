import type { PageSnapshot, Step } from '@testforge/core';
import type { Draft } from './draft.js';
import { nextParts } from './next-part.js';
import { clickOn } from './reach-own.js';
import { steadyCandidate } from './record-way.js';
import type { FurtherLook, Hands } from './seek-further.js';

/** The header of a column once more: what stood in one order stands in the other. */
async function turnAround(hands: Hands, { steps, watch }: Draft): Promise<FurtherLook[]> {
  const last = steps.at(-1);
  if (watch.sorted?.column === undefined || last?.kind !== 'click') return [];
  const { locator, fingerprint } = last.target;
  const target = await hands.tell({ locators: [locator], fingerprint });
  if (target === null) return [];
  const again: Step[] = [clickOn(target, 'click-again')];
  return [{ name: 'again', steps: again, own: [], page: await hands.take(again) }];
}

/** The next part of the list: what was chosen holds there too. */
async function turnOver(hands: Hands, page: PageSnapshot): Promise<FurtherLook[]> {
  for (const index of nextParts(page)) {
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
