import type { PageSnapshot, Step } from '@testforge/core';
import { findInForm } from './delete-in-form.js';
import type { Draft, Watch } from './draft.js';
import { goTo, wholePathOf } from './go-steps.js';
import { anotherOf, makeAnother } from './make-another.js';
import { says, saysNothing, withoutHead, type OwnText } from './own-value.js';
import { pressDelete } from './press-own.js';
import { reachOwn } from './reach-own.js';
import { findInRow, findOnPage, findOwnLink, findRow } from './record-way.js';
import { reachInMenu, findRowMenu } from './row-menu.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { tickOwn } from './tick-own.js';
import { vocabulary } from './vocabulary.js';

const { deleting } = vocabulary;

/** The page that lists it, and the steps that lead there again. */
interface Listed {
  page: PageSnapshot;
  again: Step[];
}

/** Whether the page itself shows it; its head may tell what was looked at last. */
const shows = (page: PageSnapshot, { text }: OwnText): boolean => says(withoutHead(page), text);

/** What deletes the record: in its row, in the menu of that, on its own page, or in its form. Null where there is none. */
const pressOwn = (hands: Hands, page: PageSnapshot, own: OwnText): Promise<Step[] | null> =>
  reachOwn(hands, page, own, async (open, steps, isOwn) => {
    const control = await hands.tell(isOwn ? findOnPage(open, [own], deleting) : findInRow(open, own, deleting));
    if (control !== null) return [...steps, ...(await pressDelete(hands, open, own, { control }))];
    const inMenu = await reachInMenu(hands, open, own, { wanted: deleting, isOwn });
    const inside = inMenu ?? (await findInForm(hands, open, own, isOwn));
    return (
      inside && [...steps, ...inside.steps, ...(await pressDelete(hands, inside.page, own, { control: inside.target }))]
    );
  });

/** Deletes the record whose row `page` shows, and opens the list again; null where no way to delete it was found. */
async function clear(hands: Hands, { page, again: list }: Listed, own: OwnText, { ticked }: Watch) {
  let steps = ticked === true ? null : await pressOwn(hands, page, own);
  if (steps === null && ticked !== false) {
    // On the way to its own page one may have left the list.
    const again = await hands.take(list);
    const chosen = says(again, own.text) ? await tickOwn(hands, again, own) : null;
    if (chosen !== null) steps = [...chosen.steps, ...(await pressDelete(hands, chosen.page, own, chosen))];
  }
  if (steps === null) return null;
  const landed = await hands.take([]);
  return { steps, landed, back: list, page: await hands.take(list) };
}

/** Whether it is deleted where it stands among others, so that another may be hit. */
const isAmongOthers = async (hands: Hands, page: PageSnapshot, own: OwnText): Promise<boolean> =>
  (await hands.tell(findInRow(page, own, deleting) ?? findRowMenu(page, own))) !== null;

/**
 * Deletes the record that the draft made, and looks whether it is gone where it was listed. Where it is deleted in its row, a
 * second one is made first, which must stay; that goes afterwards. Throws where it can't be told from others' or no
 * way is found.
 */
export async function deleteOwn(
  hands: Hands,
  draft: Draft,
  { page: seen, again: search }: { page: PageSnapshot; again: Step[] | null },
  own: OwnText,
): Promise<FurtherLook[]> {
  const page = withoutHead(seen);
  const again = search ?? [goTo(wholePathOf(seen.url), 'open-list-again')];
  const row = (await hands.tell(findRow(page, own))) ?? (await hands.tell(findOwnLink(page, own)));
  if (row === null) throw new Error('What was made can’t be told from what others made.');
  const another = anotherOf(draft);
  const { watch } = draft;
  const witness =
    search === null && another !== null && (watch.ticked || (await isAmongOthers(hands, page, own)))
      ? await makeAnother(hands, another, page, own)
      : null;
  const first = await clear(hands, { page: witness?.page ?? page, again }, own, watch);
  if (first === null) throw new Error('No way to delete what was made was found.');
  if (shows(first.page, own)) throw new Error('What was deleted is still shown.');
  // A search that was not carried out yet shows nothing, too.
  if (search !== null && !saysNothing(first.page)) throw new Error('Nothing tells that it was looked for.');
  const before = witness?.steps ?? [];
  const other = witness?.other ?? null;
  const deleted: FurtherLook = {
    name: 'deleted',
    steps: [...before, ...first.steps],
    own: [],
    page: first.landed,
  };
  if (other === null) return [deleted, { name: 'gone', steps: first.back, own: [], row, page: first.page }];
  if (!shows(first.page, other)) throw new Error('Something else went with what was deleted.');
  const gone: FurtherLook = {
    name: 'gone',
    steps: first.back,
    own: [other.value],
    row,
    page: first.page,
  };
  const otherRow = await hands.tell(findRow(first.page, other));
  const second = otherRow === null ? null : await clear(hands, { page: first.page, again }, other, watch);
  return second === null || otherRow === null || shows(second.page, other)
    ? [deleted, gone]
    : [
        deleted,
        gone,
        { name: 'cleared', steps: [...second.steps, ...second.back], own: [], row: otherRow, page: second.page },
      ];
}
