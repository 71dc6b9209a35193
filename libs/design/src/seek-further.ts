import { AppError, type PageSnapshot, type Step, type Target } from '@testforge/core';
import { changeOwn, spoilOwn, type OwnRecord } from './change-own.js';
import { againStep, cartLinkStep, consequenceStep } from './consequence.js';
import { deleteOwn } from './delete-own.js';
import type { Draft } from './draft.js';
import { seekInCart } from './in-cart.js';
import { seekHistory } from './keep-history.js';
import { seekOutside } from './leave-account.js';
import { extendOwn } from './extend-own.js';
import type { CheckpointName } from './observation.js';
import { says, uniqueValues, type OwnText } from './own-value.js';
import { goTo, wholePathOf } from './reach-own.js';
import type { Candidate } from './record-way.js';
import { seekInList } from './seek-in-list.js';
import { decodedPath } from './state-place.js';
import { titled } from './step-title.js';
import { seekCheckout } from './to-checkout.js';

/** What is done with the record where it is listed. */
const deeds = ['change', 'spoil', 'delete', 'extend'] as const;

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

/** Opens the page once more without sending anything again. */
function openAgain(hands: Hands, draft: Draft, seen: PageSnapshot): Step {
  const own = draft.steps.find((each) => each.kind === 'goto');
  const samePage = own !== undefined && new URL(seen.url).pathname === new URL(own.path, seen.url).pathname;
  return hands.wasPosted() || samePage
    ? goTo(wholePathOf(seen.url), 'open-again')
    : titled({ kind: 'reload', key: 'load-again', phase: 'when' });
}

/** Whether the page's own address names the record: of another one it is another's. */
const isNamedAfter = ({ url }: PageSnapshot, text: string): boolean => {
  const plain = (each: string): string => each.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return plain(decodedPath(url)).includes(plain(text));
};

/** Where the record is shown: here, or on one of the pages that may list it; the page it is filled in on is one of them. */
async function findPlace(hands: Hands, draft: Draft, seen: PageSnapshot, text: string) {
  const isHere = says(seen, text);
  const mustLast = (deeds as readonly (string | undefined)[]).includes(draft.watch.record) && isNamedAfter(seen, text);
  if (isHere && !mustLast) return { page: seen, steps: [] as Step[] };
  const own = draft.steps.flatMap((step) => (step.kind === 'goto' ? [step.path] : []));
  for (const path of new Set([...(draft.watch.places ?? []), ...(mustLast ? own.slice(-1) : [])])) {
    const steps = [goTo(path, 'open-list')];
    const page = await hands.take(steps);
    if (says(page, text)) return { page, steps };
  }
  // What is opened again by its own address cannot be seen to be gone: the next one has another.
  if (!isHere || draft.watch.record === 'delete') return null;
  return { page: await hands.take([goTo(wholePathOf(seen.url), 'open-own-again')]), steps: [] as Step[] };
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
    if ((deeds as readonly (string | undefined)[]).includes(draft.watch.record))
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
    case 'extend':
      return [...found, ...(await extendOwn(hands, draft, place.page, own))];
    case 'delete':
      return [...found, ...(await deleteOwn(hands, draft, place.page, own))];
    default: {
      if (found.length > 0) return found;
      const again = openAgain(hands, draft, seen);
      const page = await hands.take([again]);
      return [{ name: 'again', steps: [again], own: shown(page), page }];
    }
  }
}
