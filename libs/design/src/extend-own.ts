import { AppError, type PageSnapshot, type Step, type UniqueValue } from '@testforge/core';
import { actionFor, add, enter, openAdding, type Added } from './add-to-own.js';
import type { Below, Draft } from './draft.js';
import { findRefusal } from './find-refusal.js';
import { clickOn } from './go-steps.js';
import { says, type OwnText } from './own-value.js';
import { pressDelete } from './press-own.js';
import { findInRow, findRow } from './record-way.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** What must be added first, where a thing that is new has nothing yet that the form could ask for. */
async function addAfterOthers(
  hands: Hands,
  back: readonly Step[],
  own: OwnText,
  { below, first }: { below: Below; first: readonly Below[] },
) {
  const owns: [OwnText, ...OwnText[]] = [own];
  const steps: Step[] = [];
  for (const other of first) {
    const added = await add(hands, await hands.take(back), owns, other);
    if (added === null) continue;
    steps.push(...added.steps, ...back);
    owns.push(...added.values.map((value) => ({ value, text: hands.text(value) })));
  }
  const added = owns.length > 1 ? await add(hands, await hands.take(back), owns, below) : null;
  return added === null ? null : { ...added, steps: [...steps, ...added.steps] };
}

/** From where the thing is shown, and how that is opened again. */
interface Shown {
  page: PageSnapshot;
  again: readonly Step[];
  /** Brings the thing on to its next state, in which it may take what it refused before. */
  leadOn?: (page: PageSnapshot) => Promise<FurtherLook[]>;
}

/** What is refused may want the thing to be in another state first. */
async function addOrLeadOn(
  hands: Hands,
  { page, again: back, leadOn }: Shown,
  own: OwnText,
  { below, first }: { below: Below; first: readonly Below[] },
): Promise<Added | null> {
  try {
    return (await add(hands, page, [own], below)) ?? (await addAfterOthers(hands, back, own, { below, first }));
  } catch (cause) {
    if (!(cause instanceof AppError) || leadOn === undefined) throw cause;
    const led = (await leadOn(await hands.take(back))).flatMap(({ steps }) => steps);
    const added = await add(hands, await hands.take(back), [own], below);
    return added && { ...added, steps: [...led, ...back, ...added.steps] };
  }
}

/**
 * Adds something to what the draft made, as is done to what others made, and looks whether it is still there when the page is
 * loaded again. Throws where no way is found, or nothing of one's own can be entered.
 */
export async function extendOwn(hands: Hands, draft: Draft, place: Shown, own: OwnText): Promise<FurtherLook[]> {
  const { below, first = [] } = draft.watch;
  if (below === undefined) throw new Error('It is not said what is added.');
  const added = await addOrLeadOn(hands, place, own, { below, first });
  if (added === null) throw new Error('Nothing of one’s own can be added to it.');
  const values = below.inside === undefined && added.values.length === 0 ? [own.value] : added.values;
  const shown = (where: PageSnapshot): OwnText['value'][] => values.filter((value) => says(where, hands.text(value)));
  // Of choices alone only the thing's own name tells where they should be shown.
  const isChosen = below.inside !== undefined || added.values.length === 0;
  const chosen = isChosen ? { entered: added.entered } : {};
  const changed: FurtherLook = {
    name: 'changed',
    steps: added.steps,
    own: shown(added.page),
    page: added.page,
    ...chosen,
  };
  if (hands.wasPosted()) return [changed];
  const again = titled({ kind: 'reload', key: 'load-added', phase: 'when' });
  const kept = await hands.take([again]);
  return [changed, { name: 'kept', steps: [again], own: shown(kept), page: kept, ...chosen }];
}

/**
 * Sends the form that adds something to what the draft made without a word of one's own in it, all else chosen. Throws where
 * the app does not say that it refuses that.
 */
export async function extendEmpty(
  hands: Hands,
  draft: Draft,
  page: PageSnapshot,
  own: OwnText,
): Promise<FurtherLook[]> {
  const { below } = draft.watch;
  if (below === undefined) throw new Error('It is not said what is added.');
  const { form, submit, ...open } = await openAdding(hands, page, [own], below);
  const chosen: Step[] = [];
  for (const field of form.fields.filter(({ type }) => /^select/.test(type))) {
    const step = await enter(hands, open.page, field, { owns: [own], action: actionFor(open.page, form, field) });
    if (step !== null) chosen.push(step);
  }
  const steps = [...open.way, ...chosen, clickOn(submit, 'save-nothing')];
  const refused = await hands.take([...chosen, ...steps.slice(-1)]);
  if (findRefusal(open.page, refused, true) === null) throw new Error('The app does not say that it refuses this.');
  return [{ name: 'changed', steps, own: [], page: refused }];
}

/**
 * Adds the same to what the draft made a second time, with all that was entered. Throws where the app does not say that it
 * refuses that: then it may be there twice.
 */
export async function extendTwice(hands: Hands, draft: Draft, place: Shown, own: OwnText): Promise<FurtherLook[]> {
  const { below, first = [] } = draft.watch;
  if (below === undefined) throw new Error('It is not said what is added.');
  const added = await addOrLeadOn(hands, place, own, { below, first });
  if (added === null) throw new Error('Nothing of one’s own can be added to it.');
  const { way, page } = await openAdding(hands, await hands.take(place.again), [own], below);
  const once = added.steps.at(-1);
  const sending = [...added.entered, ...(once === undefined ? [] : [once])];
  const refused = await hands.take(sending);
  if (findRefusal(page, refused, true) === null) throw new Error('The app takes the same a second time.');
  const steps = [
    ...added.steps,
    ...place.again,
    ...[...way, ...sending].map((step) => ({ ...step, key: `${step.key}-again` })),
  ];
  return [{ name: 'changed', steps, own: [], page: refused }];
}

/** The word by which something that was added is told from others. */
const wordOf = ({ values }: Added): UniqueValue | undefined => values.find(({ shape }) => shape !== 'day');

/**
 * Adds two things to what the draft made and deletes the first of them in its row: that must go, and the other stay. Throws where
 * there is no way to do so.
 */
export async function partOwn(
  hands: Hands,
  draft: Draft,
  { page, again }: { page: PageSnapshot; again: readonly Step[] },
  own: OwnText,
): Promise<FurtherLook[]> {
  const { below } = draft.watch;
  if (below === undefined) throw new Error('It is not said what is added.');
  const first = await add(hands, page, [own], below);
  const second = first && (await add(hands, await hands.take(again), [own], below, true));
  const [goes, stays] = [first && wordOf(first), second && wordOf(second)];
  if (!first || !second || !goes || !stays) throw new Error('Nothing of one’s own can be added to it twice.');
  const part: OwnText = { value: goes, text: hands.text(goes) };
  const shown = second.page;
  const row = await hands.tell(findRow(shown, part));
  const control = await hands.tell(findInRow(shown, part, vocabulary.deleting));
  if (row === null || control === null || !says(shown, hands.text(stays)))
    throw new Error('No way to delete what was added was found.');
  const deleting = await pressDelete(hands, shown, part, { control, isNamed: false });
  const gone = [titled({ kind: 'reload' as const, key: 'load-parts', phase: 'when' as const })];
  const left = await hands.take(gone);
  if (says(left, part.text)) throw new Error('What was deleted is still shown.');
  if (!says(left, hands.text(stays))) throw new Error('Something else went with what was deleted.');
  const adding = [...first.steps, ...again, ...second.steps].map((step, at) => ({
    ...step,
    key: `${step.key}-${String(at)}`,
  }));
  return [
    { name: 'changed', steps: adding, own: [goes, stays], page: shown },
    { name: 'gone', steps: [...deleting, ...gone], own: [stays], row, page: left },
  ];
}
