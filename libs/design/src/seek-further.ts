import { AppError, type PageSnapshot, type Step, type Target } from '@testforge/core';
import { changeOwn, spoilOwn, type OwnRecord } from './change-own.js';
import { againStep, cartLinkStep, consequenceStep } from './consequence.js';
import type { Draft } from './draft.js';
import { seekInCart } from './in-cart.js';
import { seekHistory } from './keep-history.js';
import { seekOutside } from './leave-account.js';
import type { CheckpointName } from './observation.js';
import { says, uniqueValues, type OwnText } from './own-value.js';
import { clickOn, goTo, reachOwn, wholePathOf } from './reach-own.js';
import { findInRow, findOnPage, findOwnLink, findRow, type Candidate } from './record-way.js';
import { seekInList } from './seek-in-list.js';
import { titled } from './step-title.js';
import { seekCheckout } from './to-checkout.js';
import { vocabulary } from './vocabulary.js';

/** Steps behind the draft's own, and the look at what they led to. */
export interface FurtherLook {
  name: CheckpointName;
  steps: Step[];
  own: OwnText['value'][];
  row?: Target;
  /** The number that was typed on the way. */
  typed?: number;
  /** What was entered on the way to it, and should be found again. */
  entered?: Step[];
  /** What the first carrying-out saw there. */
  page: PageSnapshot;
}

/** What the seeker may do in the open page. */
export interface Hands {
  /** Carries steps out and reads the page they lead to. */
  take(steps: readonly Step[]): Promise<PageSnapshot>;
  /** The first locator of a candidate that on the live page matches one element. */
  tell(candidate: Candidate | null): Promise<Target | null>;
  text(value: OwnText['value']): string;
  /** Whether loading the page anew would send something again. */
  wasPosted(): boolean;
  /** Whether the browser asked back since a step of the kind `accept`. */
  wasAsked(): boolean;
}

const step = (kind: 'reload' | 'accept', key: string): Step => titled({ kind, key, phase: 'when' });

/** Opens the page once more without sending anything again. */
function openAgain(hands: Hands, draft: Draft, seen: PageSnapshot): Step {
  const own = draft.steps.find((each) => each.kind === 'goto');
  const samePage = own !== undefined && new URL(seen.url).pathname === new URL(own.path, seen.url).pathname;
  return hands.wasPosted() || samePage ? goTo(wholePathOf(seen.url), 'open-again') : step('reload', 'load-again');
}

/** Where the record is shown: here, or on one of the pages that may list it. */
async function findPlace(hands: Hands, draft: Draft, seen: PageSnapshot, text: string) {
  if (says(seen, text)) return { page: seen, steps: [] as Step[] };
  for (const path of draft.watch.places ?? []) {
    const steps = [goTo(path, 'open-list')];
    const page = await hands.take(steps);
    if (says(page, text)) return { page, steps };
  }
  return null;
}

/** What a button opens is a panel, which is gone when the page is left: where it leads on to the cart's page, that is looked at. */
async function takeConsequence(hands: Hands, first: Step) {
  const seen = await hands.take([first]);
  const isPanel = first.kind === 'click' && first.target.fingerprint.role === 'button';
  const onward = isPanel ? cartLinkStep(seen, 'click-onward') : null;
  return onward === null
    ? { steps: [first], page: seen, isPanel }
    : { steps: [first, onward], page: await hands.take([onward]), isPanel: false };
}

/** What is done in the cart, or where it leads on to. */
const seekInShop = async (hands: Hands, draft: Draft, page: PageSnapshot): Promise<FurtherLook[]> =>
  draft.watch.checkout === true ? seekCheckout(hands, draft, page) : seekInCart(hands, draft, page);

/**
 * After the first carrying-out of a draft's own steps: the further steps that show what came of it. They are carried out
 * while they are sought, and are the same in the second. Throws where a draft that is about its record can't find it.
 */
export async function seekFurther(
  hands: Hands,
  draft: Draft,
  before: PageSnapshot,
  seen: PageSnapshot,
): Promise<FurtherLook[]> {
  const consequence = consequenceStep(draft, before, seen);
  if (consequence !== null) {
    const { steps, page, isPanel } = await takeConsequence(hands, consequence);
    const own = draft.steps.flatMap((each) =>
      each.kind === 'remember' ? [{ kind: 'remembered' as const, name: each.name }] : [],
    );
    if (isPanel && draft.watch.cart !== undefined) throw new Error('The cart is only a panel of another page.');
    return [{ name: 'consequence', steps, own, page }, ...(await seekInShop(hands, draft, page))];
  }
  if (draft.watch.cart !== undefined || draft.watch.checkout === true) return seekInShop(hands, draft, seen);
  if (draft.watch.chosen !== undefined || draft.watch.sorted !== undefined) return seekInList(hands, draft, seen);
  if (draft.watch.record === 'leave') return seekOutside(hands, draft, seen);
  if (draft.watch.record === 'history') return seekHistory(hands, draft, seen);
  const value = draft.watch.record === undefined ? undefined : uniqueValues(draft)[0];
  const place = value === undefined ? null : await findPlace(hands, draft, seen, hands.text(value));
  if (value === undefined || place === null) {
    if (['change', 'spoil', 'delete'].includes(draft.watch.record ?? ''))
      throw new AppError('invalid', 'design.refused', 'What was made is not shown anywhere.');
    const again = againStep(draft, before, seen);
    return again === null ? [] : [{ name: 'again', steps: [again], own: [], page: await hands.take([again]) }];
  }
  const values = uniqueValues(draft);
  // Where it is only looked for, all that was entered of it is.
  const shown = (page: PageSnapshot): OwnText['value'][] =>
    draft.watch.record === 'find' ? values.filter((each) => says(page, hands.text(each))) : [value];
  const found: FurtherLook[] =
    place.steps.length > 0 ? [{ name: 'found', steps: place.steps, own: shown(place.page), page: place.page }] : [];
  const own: OwnText = { value, text: hands.text(value) };
  const record: OwnRecord = {
    own,
    values,
    ownPage: draft.tags.includes('signup'),
    plain: draft.watch.plain ?? false,
  };
  switch (draft.watch.record) {
    case 'change':
      return [...found, ...(await changeOwn(hands, place.page, record))];
    case 'spoil':
      return [...found, ...(await spoilOwn(hands, place.page, record))];
    case 'delete':
      return [...found, ...(await remove(hands, place.page, own))];
    default: {
      if (found.length > 0) return found;
      const again = openAgain(hands, draft, seen);
      const page = await hands.take([again]);
      return [{ name: 'again', steps: [again], own: shown(page), page }];
    }
  }
}

async function remove(hands: Hands, page: PageSnapshot, own: OwnText): Promise<FurtherLook[]> {
  const row = (await hands.tell(findRow(page, own))) ?? (await hands.tell(findOwnLink(page, own)));
  if (row === null) throw new Error('What was made can’t be told from what others made.');
  const list = wholePathOf(page.url);
  const looks = await reachOwn(hands, page, own, async (open, steps, isOwn) => {
    const control = await hands.tell(
      isOwn ? findOnPage(open, [own], vocabulary.deleting) : findInRow(open, own, vocabulary.deleting),
    );
    if (control === null) return null;
    // The browser's own question is answered before it is asked; where none comes, nothing is lost.
    const first = [step('accept', 'agree'), clickOn(control, 'delete-own')];
    const after = await hands.take(first);
    const agree = await hands.tell(findOnPage(after, [own], vocabulary.agreeing, open));
    const confirm = agree === null || !says(after, own.text) ? [] : [clickOn(agree, 'confirm-delete')];
    if (confirm.length > 0) await hands.take(confirm);
    return [...steps, ...(hands.wasAsked() ? first : first.slice(1)), ...confirm];
  });
  if (looks === null) throw new Error('No way to delete what was made was found.');
  const back = goTo(list, 'open-list-again');
  const left = await hands.take([back]);
  if (says(left, own.text)) throw new Error('What was deleted is still shown.');
  return [{ name: 'gone', steps: [...looks, back], own: [], row, page: left }];
}
