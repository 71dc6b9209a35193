import type { PageElement, PageSnapshot, Step } from '@testforge/core';
import { contentWith } from './content-with.js';
import type { Draft } from './draft.js';
import { findRefusal } from './find-refusal.js';
import { textOf } from './checkpoint-pair.js';
import { says, uniqueValues, type OwnText } from './own-value.js';
import { steadyCandidate } from './record-way.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** Whether the page says it beside what stands on every page, where a greeting may say it too. */
const saysItself = ({ elements }: PageSnapshot, text: string): boolean =>
  elements.some(
    (element) =>
      element.visible !== false &&
      !['input', 'textarea'].includes(element.tag) &&
      !/navigation|banner|contentinfo/i.test(element.landmark ?? '') &&
      textOf(element).includes(text),
  );

const isWayOut = ({ name, text, value, role, tag, visible }: PageElement): boolean =>
  visible !== false &&
  (['link', 'button', 'menuitem'].includes(role ?? '') || ['a', 'button'].includes(tag)) &&
  vocabulary.leaving.test(`${name ?? ''} ${text ?? ''} ${value ?? ''}`);

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};

/**
 * Leaves the account that the draft made. Whoever then asks for its page does not see it; with steps to come back, what
 * those lead to. Throws where there is no way out, or where what must be refused is not.
 */
export async function seekOutside(hands: Hands, draft: Draft, seen: PageSnapshot): Promise<FurtherLook[]> {
  const values = uniqueValues(draft);
  const own = values
    .map((value): OwnText => ({ value, text: hands.text(value) }))
    .find(({ text }) => saysItself(seen, text));
  const exit = seen.elements.find(isWayOut);
  const target = exit === undefined ? null : await hands.tell(steadyCandidate(seen, exit, []));
  if (own === undefined || target === null) throw new Error('No way out of what was made was found.');
  const leave: Step = titled({ kind: 'click', key: 'leave', phase: 'when', target });
  const further = draft.watch.afterLeaving;
  if (further === undefined) {
    const steps = [
      leave,
      titled({ kind: 'goto' as const, key: 'open-own-page', phase: 'when' as const, path: pathOf(seen.url) }),
    ];
    const page = await hands.take(steps);
    if (says(page, own.text)) throw new Error('What was made is shown to whoever asks.');
    return [{ name: 'outside', steps, own: [], row: contentWith(page, own.value), page }];
  }
  const refused = draft.watch.refusedAfterLeaving === true;
  const [last, ...earlier] = [...further].reverse();
  if (last === undefined) return [];
  const way = [leave, ...earlier.reverse()];
  const before = await hands.take(way);
  const page = await hands.take([last]);
  const refusal = findRefusal(before, page, refused);
  if (refused ? refusal === null : refusal !== null)
    throw new Error(refusal === null ? 'The app does not say that it refuses this.' : `The app refused: “${refusal}”`);
  // What only the way to it showed is no part of what came of it.
  return [{ name: 'returned', steps: [...way, last], own: refused ? [] : [own.value], page }];
}
