import type { PageElement } from '@testforge/core';
import { agreed, agreedElement, isFoundBy, makeCheck, textOf, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';

const carrying: readonly string[] = ['link', 'heading', 'cell', 'rowheader', 'row', 'listitem', 'gridcell'];

const says = (element: PageElement, mention: string): boolean =>
  tidy(element.name) === mention || textOf(element) === mention;

/** That what the scenario is about stands in the list it led to; never how many there are. */
export function rowChecks(pair: CheckpointPair): Check[] {
  const { page, before } = pair.a;
  const moved = before === null || before.url !== page.url;
  return pair.draft.watch.mentions.flatMap((wanted): Check[] => {
    const mention = tidy(wanted);
    if (!agreed(pair, mention, mention) || (!moved && before.elements.some((element) => says(element, mention))))
      return [];
    for (const [index, element] of page.elements.entries()) {
      if (element.visible === false || !says(element, mention) || !carrying.includes(element.role ?? '')) continue;
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || !says(found.b, mention) || !isFoundBy(found.target.locator, mention)) continue;
      return [
        makeCheck(
          pair,
          'row',
          75,
          { matcher: 'toBeVisible', expected: true, foundBy: mention },
          { found, name: mention },
        ),
      ];
    }
    return [];
  });
}
