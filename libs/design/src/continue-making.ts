import { AppError, type PageSnapshot, type Step } from '@testforge/core';
import type { Draft } from './draft.js';
import { fillFurther, tellSteady } from './fill-further.js';
import { findRefusal } from './find-refusal.js';
import { fieldKey, furtherForm, plainestOffer, usableFields, type Making } from './making-page.js';
import { says, uniqueValues, type OwnText } from './own-value.js';
import { clickOn } from './reach-own.js';
import type { FurtherLook, Hands } from './seek-further.js';

/** So many pages or windows a making may take beside the first. */
const mostSteps = 4;

/** It began to be made and was not seen to end: nothing can be said of what was made. */
export const stuck = (why: string): AppError => new AppError('invalid', 'design.stuck', why);

const fieldsOf = (page: PageSnapshot): string[] =>
  page.forms.flatMap((form) => usableFields(page, form).map((field) => fieldKey(field)));

const ownTexts = (hands: Hands, steps: readonly Step[]): OwnText[] =>
  uniqueValues({ steps: [...steps] }).map((value) => ({ value, text: hands.text(value) }));

const saidOn = (page: PageSnapshot, own: readonly OwnText[]): OwnText['value'][] =>
  own.filter(({ text }) => says(page, text)).map(({ value }) => value);

/** What the next page of a making takes: its form filled in and sent, or the plainest of the kinds it offers. */
async function nextSteps(hands: Hands, making: Making, own: readonly OwnText[], lean: boolean) {
  const form = furtherForm(making);
  if (form !== null) {
    const steps = await fillFurther(hands, making.page, form, { own, lean });
    if (steps === null) throw stuck('A further step of the making asks for what cannot be given.');
    return { steps, isReview: form.fields.length === 0 };
  }
  const offer = plainestOffer(making);
  const target = offer === null ? null : await tellSteady(hands, making.page, offer, own);
  return target === null ? null : { steps: [clickOn(target, 'choose-kind')], isReview: false };
}

/**
 * Where a form only begins to make a thing, goes on over the pages and windows behind it until it is made: fills in what
 * they ask for, chooses the plainest of what they offer. The last look is at what is made then, one before it at a page that
 * only shows once more what was entered. Empty where nothing more is asked. Throws `design.refused` where a
 * later step is refused, and `design.stuck` where the making does not end.
 */
export async function continueMaking(
  hands: Hands,
  draft: Draft,
  before: PageSnapshot,
  seen: PageSnapshot,
): Promise<FurtherLook[]> {
  // Where the app refused all of it, only what is needed is entered further on, too.
  const lean = (draft.watch.instead ?? []).length === 0;
  const known = new Set(fieldsOf(before));
  const steps: Step[] = [];
  const looks: FurtherLook[] = [];
  let looked = 0;
  let [last, page, mayBeThere] = [before, seen, hands.hasWritten()];
  for (let count = 0; ; count += 1) {
    const own = ownTexts(hands, [...draft.steps, ...steps]);
    const making: Making = { before: last, page, own: own.map(({ text }) => text), known, mayBeThere };
    const next = await nextSteps(hands, making, own, lean);
    if (next === null) break;
    if (count === mostSteps) throw stuck(`The making did not end within ${mostSteps} further steps.`);
    if (next.isReview && looks.length === 0) {
      looks.push({ name: 'reviewed', steps: [...steps], own: saidOn(page, own), entered: [...steps], page });
      looked = steps.length;
    }
    for (const key of fieldsOf(page)) known.add(key);
    last = page;
    page = await hands.take(next.steps);
    mayBeThere = hands.hasWritten();
    steps.push(...next.steps);
    const refusal = findRefusal(last, page);
    if (refusal !== null)
      throw new AppError('invalid', 'design.refused', `The app refused what was entered: “${refusal}”`);
  }
  if (steps.length === 0) return [];
  const own = saidOn(page, ownTexts(hands, [...draft.steps, ...steps]));
  return [...looks, { name: 'made', steps: steps.slice(looked), own, page }];
}
