import type { PageSnapshot, Step, Target } from '@testforge/core';
import { clickOn } from './go-steps.js';
import { says, type OwnText } from './own-value.js';
import { findOnPage } from './record-way.js';
import type { Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

interface Question {
  /** Whether what is asked back names the record; false of what may be called otherwise there. */
  isNamed?: boolean;
  /** What agrees to it. */
  agreeing?: RegExp;
  /** What the pressing is for. */
  key: string;
}

export interface Pressed {
  steps: Step[];
  page: PageSnapshot;
}

/** Presses a control and agrees to what is asked back; the browser's own question is answered before it is asked. */
export async function press(
  hands: Hands,
  open: PageSnapshot,
  own: OwnText,
  control: Target,
  { isNamed = true, agreeing = vocabulary.agreeing, key }: Question,
): Promise<Pressed> {
  const first: Step[] = [titled({ kind: 'accept', key: 'agree', phase: 'when' }), clickOn(control, `${key}-own`)];
  const after = await hands.take(first);
  const agree = await hands.tell(findOnPage(after, [own], agreeing, open));
  const confirm = agree === null || (isNamed && !says(after, own.text)) ? [] : [clickOn(agree, `confirm-${key}`)];
  const page = confirm.length > 0 ? await hands.take(confirm) : after;
  // Where no question came, none need be answered.
  return { steps: [...(hands.wasAsked() ? first : first.slice(1)), ...confirm], page };
}
