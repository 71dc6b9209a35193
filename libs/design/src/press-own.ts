import type { PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import { tidy } from './checkpoint-pair.js';
import { agreesTo } from './deed-words.js';
import { clickOn, wholePathOf } from './go-steps.js';
import { says, type OwnText } from './own-value.js';
import { findOnPage, isControl } from './record-way.js';
import type { Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

export interface Pressed {
  steps: Step[];
  page: PageSnapshot;
}

/**
 * Presses what deletes, and agrees to what is asked back; the browser's own question is answered before it is asked. `isNamed`:
 * what is asked back names the record; false of what may be called otherwise there.
 */
export async function pressDelete(
  hands: Hands,
  open: PageSnapshot,
  own: OwnText,
  { control, isNamed = true }: { control: Target; isNamed?: boolean },
): Promise<Step[]> {
  const first: Step[] = [titled({ kind: 'accept', key: 'agree', phase: 'when' }), clickOn(control, 'delete-own')];
  const after = await hands.take(first);
  const agree = await hands.tell(findOnPage(after, [own], vocabulary.agreeing, open));
  const confirm = agree === null || (isNamed && !says(after, own.text)) ? [] : [clickOn(agree, 'confirm-delete')];
  if (confirm.length > 0) await hands.take(confirm);
  // Where no question came, none need be answered.
  return [...(hands.wasAsked() ? first : first.slice(1)), ...confirm];
}

/** What a control is called by, and not by what only programs see. */
export const saidOn = ({ name, text, title, value }: PageElement): string => tidy(name || text || title || value);

const countSaid = ({ elements }: PageSnapshot, words: string): number =>
  elements.filter((element) => element.visible !== false && isControl(element) && saidOn(element) === words).length;

const anything = /^/u;

/**
 * Presses what stands on the thing's own page or in its row, and agrees where the same page asks back in words that do no more.
 * What the browser itself asks is left unanswered: nobody reads what that says.
 */
export async function pressDeed(
  hands: Hands,
  open: PageSnapshot,
  own: OwnText,
  { control, words }: { control: Target; words: string },
): Promise<Pressed> {
  const first = clickOn(control, 'set-own');
  const after = await hands.take([first]);
  const isHere = wholePathOf(after.url) === wholePathOf(open.url);
  const isRepeated = countSaid(after, words) > countSaid(open, words);
  const isMeant = (element: PageElement): boolean => agreesTo(saidOn(element), words, isRepeated);
  const agree = isHere ? await hands.tell(findOnPage(after, [own], anything, open, isMeant)) : null;
  if (agree === null) return { steps: [first], page: after };
  const confirm = clickOn(agree, 'confirm-set');
  return { steps: [first, confirm], page: await hands.take([confirm]) };
}
