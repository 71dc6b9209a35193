import { AppError, type PageSnapshot, type Step } from '@testforge/core';
import { contentWith } from './content-with.js';
import { dayOrder, earliestDay } from './effects/day-order.js';
import { findRefusal } from './find-refusal.js';
import { changedText, otherEdits, type Edit } from './other-edits.js';
import { says, type OwnText } from './own-value.js';
import { isControl, steadyCandidate } from './record-way.js';
import { clickOn, goTo, openOwnForm, wholePathOf, type OpenForm } from './reach-own.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';

/** What a draft made, and how much of it is changed. */
export interface OwnRecord {
  own: OwnText;
  /** All that was entered, which stands in the form that is opened to change it. */
  values: OwnText['value'][];
  /** All of the page is about what was made, as a person's own account is. */
  ownPage: boolean;
  /** Nothing is changed but the value by which it is known. */
  plain: boolean;
  /** Asks for it, or for what it is called by then, where its list is too long to show it. */
  search?: ((value: OwnText['value']) => Step[]) | undefined;
}

/** Opens the list that shows it once more. */
const backTo = ({ search }: OwnRecord, { url }: PageSnapshot, value: OwnText['value'], key: string): Step[] =>
  search?.(value) ?? [goTo(wholePathOf(url), key)];

async function opened(hands: Hands, page: PageSnapshot, { own, ownPage }: OwnRecord): Promise<OpenForm> {
  const open = await openOwnForm(hands, page, own, ownPage);
  if (open === null) throw new Error('No way to change what was made was found.');
  return open;
}

const openedLook = ({ steps, page }: OpenForm, own: OwnText['value'][]): FurtherLook[] =>
  steps.length > 0 ? [{ name: 'opened', steps, own, page }] : [];

/** More was entered otherwise than the app takes or still shows: there is a simpler way to the same end. */
const tooMuch = (why: string): AppError =>
  new AppError('invalid', 'design.change_refused', `The app refused what was changed: “${why}”`);

/** All that was entered as it reads after the change. */
const afterwards = (values: readonly OwnText['value'][], edits: readonly Edit[]): OwnText['value'][] =>
  values.map((value) => {
    const wanted = JSON.stringify(value);
    return edits.find(({ text }) => text !== undefined && JSON.stringify(text.from) === wanted)?.text?.to ?? value;
  });

/** The form once more, after what was saved was read back: all that was entered, changed or not, must still be in it. */
async function reopen(
  hands: Hands,
  kept: PageSnapshot,
  { ownPage, values }: OwnRecord,
  { edits, entered, known }: { edits: Edit[]; entered: Step[]; known: OwnText },
): Promise<FurtherLook[]> {
  const open = await openOwnForm(hands, kept, known, ownPage);
  return open === null || open.steps.length === 0
    ? []
    : [{ name: 'reopened', steps: open.steps, own: afterwards(values, edits), entered, page: open.page }];
}

/**
 * Changes the record and looks where it is shown, and into its form again. `page` is where it is shown before. Throws where
 * no way is found, and `design.change_refused` where the app takes less than was changed.
 */
export async function changeOwn(hands: Hands, page: PageSnapshot, record: OwnRecord): Promise<FurtherLook[]> {
  const { own, values, plain } = record;
  const open = await opened(hands, page, record);
  if (own.value.kind !== 'unique') throw new Error('No way to change what was made was found.');
  const others = plain ? [] : await otherEdits(hands, open, { own, values, earliest: earliestDay(page) });
  const value = changedText(own.value);
  const naming = titled({ kind: 'fill', key: 'fill-changed', phase: 'when', target: open.field, value });
  const edits: Edit[] = [{ step: naming, text: { from: own.value, to: value } }, ...others];
  const entered = edits.map(({ step }) => step);
  const saving = [...entered, clickOn(open.submit, 'save-changed')];
  const seen = await hands.take(saving);
  const refusal = others.length === 0 ? null : findRefusal(open.page, seen);
  if (refusal !== null) throw tooMuch(refusal);
  const again =
    hands.wasPosted() || !says(seen, hands.text(value))
      ? backTo(record, page, value, 'open-changed')
      : [titled({ kind: 'reload', key: 'load-changed', phase: 'when' })];
  const kept = await hands.take(again);
  const known: OwnText = { value, text: hands.text(value) };
  if (others.length > 0 && !says(kept, known.text)) throw tooMuch('it is not shown any more');
  // Some apps tell how a thing was called before.
  const row = says(kept, own.text) ? {} : { row: contentWith(kept, own.value) };
  const inDays = dayOrder([page, kept], [own.text, known.text]);
  return [
    ...openedLook(open, values),
    { name: 'changed', steps: saving, own: [value], page: seen },
    { name: 'kept', steps: again, own: [value], entered, page: kept, ...row, ...(inDays === null ? {} : { inDays }) },
    ...(await reopen(hands, kept, record, { edits, entered, known })),
  ];
}

const givingUp =
  /^\W*(?:cancel|discard(?: changes)?|never ?mind|abbrechen|verwerfen|annuler|abandonner|cancelar|descartar)\W*$/iu;

/**
 * Enters another name and gives that up: the record must stay as it was. Throws where the form offers no way to give it up,
 * or where what was given up is kept.
 */
export async function forgoOwn(hands: Hands, page: PageSnapshot, record: OwnRecord): Promise<FurtherLook[]> {
  const { own } = record;
  const open = await opened(hands, page, record);
  const way = open.page.elements.find((each) => isControl(each) && givingUp.test(each.name ?? each.text ?? ''));
  const control = way === undefined ? null : await hands.tell(steadyCandidate(open.page, way, [own]));
  if (control === null || own.value.kind !== 'unique')
    throw new Error('Its form offers no way to give up what was entered.');
  const value = changedText(own.value);
  const entering = [
    titled({ kind: 'fill', key: 'fill-changed', phase: 'when', target: open.field, value }),
    clickOn(control, 'give-up'),
  ];
  const left = await hands.take(entering);
  const again = backTo(record, page, own.value, 'open-list-again');
  const kept = await hands.take(again);
  if (!says(kept, own.text) || says(kept, hands.text(value))) throw new Error('What was given up is kept.');
  return [
    ...openedLook(open, []),
    { name: 'changed', steps: entering, own: [], page: left },
    { name: 'kept', steps: again, own: [own.value], page: kept, row: contentWith(kept, value) },
  ];
}

/**
 * Leaves the record's form without the value by which it is known: the app must not keep that. Throws where it does, for then
 * it may be left empty.
 */
export async function spoilOwn(hands: Hands, page: PageSnapshot, record: OwnRecord): Promise<FurtherLook[]> {
  const { own } = record;
  const open = await opened(hands, page, record);
  const value = { kind: 'literal' as const, value: '' };
  const saving = [
    titled({ kind: 'fill', key: 'fill-nothing', phase: 'when', target: open.field, value }),
    clickOn(open.submit, 'save-nothing'),
  ];
  const refused = await hands.take(saving);
  const again = backTo(record, page, own.value, 'open-list-again');
  const kept = await hands.take(again);
  if (!says(kept, own.text)) throw new Error('The app takes it without a name as well.');
  return [
    ...openedLook(open, []),
    { name: 'changed', steps: saving, own: [], page: refused },
    { name: 'kept', steps: again, own: [own.value], page: kept },
  ];
}
