import { AppError, type PageSnapshot, type Step, type Target } from '@testforge/core';
import { actOnOwn } from './act-own.js';
import { changeOwn, forgoOwn, spoilOwn, type OwnRecord } from './change-own.js';
import { againStep, cartLinkStep, consequenceStep } from './consequence.js';
import { continueMaking, stuck } from './continue-making.js';
import { deleteOwn } from './delete-own.js';
import type { Draft } from './draft.js';
import type { DayOrder } from './effects/day-order.js';
import { askedFor, deeds, findListed, findPlace, opening } from './find-place.js';
import { seekInCart } from './in-cart.js';
import { seekHistory } from './keep-history.js';
import { seekOutside } from './leave-account.js';
import { extendEmpty, extendOwn, extendTwice, partOwn } from './extend-own.js';
import { newThingAt } from './numbered-things.js';
import { changedText } from './other-edits.js';
import type { CheckpointName } from './observation.js';
import { says, uniqueValues, withoutHead, type OwnText } from './own-value.js';
import { goTo, isOwnPage, wholePathOf } from './reach-own.js';
import { findOwnLink, findRow, type Candidate } from './record-way.js';
import { repeatOwn } from './repeat-own.js';
import { setOwn } from './set-own.js';
import { seekInList } from './seek-in-list.js';
import { titled } from './step-title.js';
import { seekCheckout } from './to-checkout.js';

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
  /** By which days the list stands in order. */
  inDays?: DayOrder;
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
  /** Whether the page sent the app anything that writes since this was asked last. */
  hasWritten(): boolean;
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
  const { thenEnter } = draft.watch;
  if (thenEnter !== undefined)
    return [{ name: 'returned', steps: thenEnter, own: [], page: await hands.take(thenEnter) }];
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
  const making = mayGoOn(draft) ? await continueMaking(hands, draft, before, seen) : [];
  const made = making.at(-1);
  if (made === undefined) return seekRecord(hands, draft, before, { seen, isChain: false });
  const whole = { ...draft, steps: [...draft.steps, ...making.flatMap(({ steps }) => steps)] };
  return [...making, ...(await seekRecord(hands, whole, before, { seen: made.page, isChain: true }))];
}

/** Whether what the draft sends may be the beginning of a longer making. */
const mayGoOn = ({ watch: { writes, record, alone }, tags }: Draft): boolean =>
  writes && alone !== true && (record === 'find' || deeds.includes(record)) && !tags.includes('signup');

/** What is done with the record that was made, or looked at of it. `isChain`: making it took more than the draft's own steps. */
async function seekRecord(
  hands: Hands,
  draft: Draft,
  before: PageSnapshot,
  { seen, isChain }: { seen: PageSnapshot; isChain: boolean },
): Promise<FurtherLook[]> {
  const value = draft.watch.record === undefined ? undefined : uniqueValues(draft)[0];
  const path = newThingAt(draft.watch.numbered, before, seen);
  const ownOf = (each: OwnText['value']): OwnText => ({ value: each, text: hands.text(each), ...(path && { path }) });
  const place = value === undefined ? null : await findPlace(hands, draft, { before, seen }, ownOf(value));
  if (value === undefined || place === null) {
    // What has no word of its own is only known by what the app says at the end.
    if (isChain && value === undefined && draft.watch.record === 'find') return [];
    if (isChain) throw stuck('What was made over several steps is not shown anywhere.');
    if (deeds.includes(draft.watch.record))
      throw new AppError('invalid', 'design.refused', 'What was made is not shown anywhere.');
    const again = againStep(draft, before, seen);
    return again === null ? [] : [{ name: 'again', steps: [again], own: [], page: await hands.take([again]) }];
  }
  const values = uniqueValues(draft);
  // Where it is only looked for, all that was entered of it is.
  const shown = (page: PageSnapshot): OwnText['value'][] =>
    draft.watch.record === 'find' ? values.filter((each) => says(page, hands.text(each))) : [value];
  const own = ownOf(value);
  const found: FurtherLook[] =
    place.steps.length > 0 ? [{ name: 'found', steps: place.steps, own: shown(place.page), page: place.page }] : [];
  const record: OwnRecord = {
    own,
    values,
    ownPage: draft.tags.includes('signup'),
    plain: draft.watch.plain ?? false,
    search: place.again === null ? undefined : (each) => askedFor(draft.watch.search ?? [], each),
  };
  const again = place.again ?? [goTo(wholePathOf(place.page.url), 'open-list-again')];
  const leadOn = (page: PageSnapshot) =>
    setOwn(hands, page, own, { again, first: draft.watch.first, isOnlyNext: true });
  switch (draft.watch.record) {
    case 'change': {
      const changed = ownOf(changedText(value));
      const looks = [...found, ...(await changeOwn(hands, place.page, record))];
      const isElsewhere = isOwnPage(seen, own) || (draft.watch.panels ?? []).length > 0;
      const listed = found.length === 0 && isElsewhere ? await listedToo(hands, draft, changed) : [];
      return [...looks, ...listed, ...(await noted(hands, draft, changed))];
    }
    case 'lack':
      return [...found, ...(await extendEmpty(hands, draft, place.page, own))];
    case 'double':
      return [...found, ...(await extendTwice(hands, draft, { page: place.page, again, leadOn }, own))];
    case 'spoil':
      await mustBeListed(hands, draft, place.page, own);
      return [...found, ...(await spoilOwn(hands, place.page, record))];
    case 'forgo':
      await mustBeListed(hands, draft, place.page, own);
      return [...found, ...(await forgoOwn(hands, place.page, record))];
    case 'repeat':
      return [...found, ...(await repeatOwn(hands, draft))];
    case 'set':
      return [...found, ...(await setOwn(hands, place.page, own, { again, first: draft.watch.first }))];
    case 'act':
      return [...found, ...(await actOnOwn(hands, place.page, own, again))];
    case 'extend':
      return [...found, ...(await extendOwn(hands, draft, { page: place.page, again, leadOn }, own))];
    case 'part':
      return [...found, ...(await partOwn(hands, draft, { page: place.page, again }, own))];
    case 'delete':
      await mustBeListed(hands, draft, place.page, own);
      return [...found, ...(await deleteOwn(hands, draft, place, own))];
    default: {
      const looks = found.length > 0 ? found : await lookAgain(hands, draft, seen, { own, shown });
      return [...looks, ...(await searched(hands, draft, own)), ...(await noted(hands, draft, own))];
    }
  }
}

/** The page opened once more; what has a page of its own, or is not on it any more, is also looked for in lists. */
async function lookAgain(
  hands: Hands,
  draft: Draft,
  seen: PageSnapshot,
  { own, shown }: { own: OwnText; shown: (page: PageSnapshot) => OwnText['value'][] },
): Promise<FurtherLook[]> {
  const again = openAgain(hands, draft, seen);
  let page = await hands.take([again]);
  let steps = [again];
  const way = says(page, own.text) ? [] : opening(draft);
  if (way.length > 0) {
    const behind = await hands.take(way);
    if (says(behind, own.text)) [page, steps] = [behind, [again, ...way]];
  }
  const look: FurtherLook = { name: 'again', steps, own: shown(page), page };
  return isOwnPage(seen, own) || !says(page, own.text) ? [look, ...(await listedToo(hands, draft, own))] : [look];
}

/** What the page that tells of all that was done lately says of it. */
async function noted(hands: Hands, { watch: { news } }: Draft, { value, text }: OwnText): Promise<FurtherLook[]> {
  if (news === undefined) return [];
  const steps = [goTo(news, 'open-news')];
  const page = await hands.take(steps);
  return says(withoutHead(page), text) ? [{ name: 'noted', steps, own: [value], page }] : [];
}

/** What a search box finds of it, where there is one that knows of such things. */
async function searched(hands: Hands, { watch: { search } }: Draft, own: OwnText): Promise<FurtherLook[]> {
  if (search === undefined) return [];
  const page = await hands.take(search);
  const content = withoutHead(page);
  const isFound = findRow(content, own) !== null || findOwnLink(content, own) !== null;
  return isFound ? [{ name: 'searched', steps: search, own: [own.value], page }] : [];
}

/** What has a page of its own also stands where such things are listed, should the app have a list of them. */
async function listedToo(hands: Hands, draft: Draft, { value, text }: OwnText): Promise<FurtherLook[]> {
  const listed = await findListed(hands, draft, { value, text });
  return listed === null ? [] : [{ name: 'found', steps: listed.steps, own: [value], page: listed.page }];
}

/** Throws where the lists of a page lie behind clicks, and it shows the record only because that was just made. */
async function mustBeListed(hands: Hands, { watch }: Draft, page: PageSnapshot, { text }: OwnText): Promise<void> {
  if ((watch.panels ?? []).length === 0) return;
  const again = await hands.take([goTo(wholePathOf(page.url), 'open-list')]);
  if (!says(again, text)) throw new Error('The page lists it no more when it is opened again.');
}
