import type { PageSnapshot, Step, Target } from '@testforge/core';
import { againStep, cartLinkStep, consequenceStep } from './consequence.js';
import { contentWith } from './content-with.js';
import type { Draft } from './draft.js';
import { seekInCart } from './in-cart.js';
import { seekHistory } from './keep-history.js';
import { seekOutside } from './leave-account.js';
import type { CheckpointName } from './observation.js';
import { says, uniqueValues, type OwnText } from './own-value.js';
import {
  findInRow,
  findOnPage,
  findOwnForm,
  findOwnLink,
  findRow,
  steadyCandidate,
  type Candidate,
} from './record-way.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** Steps behind the draft's own, and the look at what they led to. */
export interface FurtherLook {
  name: CheckpointName;
  steps: Step[];
  own: OwnText['value'][];
  row?: Target;
  /** The number that was typed on the way. */
  typed?: number;
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
const clickOn = (target: Target, key: string, name?: string): Step =>
  titled({ kind: 'click', key, phase: 'when', target }, name);
const goto = (path: string, key: string): Step => titled({ kind: 'goto', key, phase: 'when', path });
const pathOf = (url: string): string => {
  const { pathname, search, hash } = new URL(url);
  return `${pathname}${search}${hash}`;
};

/** Opens the page once more without sending anything again. */
function openAgain(hands: Hands, draft: Draft, seen: PageSnapshot): Step {
  const own = draft.steps.find((each) => each.kind === 'goto');
  const samePage = own !== undefined && new URL(seen.url).pathname === new URL(own.path, seen.url).pathname;
  return hands.wasPosted() || samePage ? goto(pathOf(seen.url), 'open-again') : step('reload', 'load-again');
}

/** Where the record is shown: here, or on one of the pages that may list it. */
async function findPlace(hands: Hands, draft: Draft, seen: PageSnapshot, text: string) {
  if (says(seen, text)) return { page: seen, steps: [] as Step[] };
  for (const path of draft.watch.places ?? []) {
    const steps = [goto(path, 'open-list')];
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
    return [{ name: 'consequence', steps, own, page }, ...(await seekInCart(hands, draft, page))];
  }
  if (draft.watch.cart !== undefined) return seekInCart(hands, draft, seen);
  if (draft.watch.record === 'leave') return seekOutside(hands, draft, seen);
  if (draft.watch.record === 'history') return seekHistory(hands, draft, seen);
  const value = draft.watch.record === undefined ? undefined : uniqueValues(draft)[0];
  const place = value === undefined ? null : await findPlace(hands, draft, seen, hands.text(value));
  if (value === undefined || place === null) {
    if (draft.watch.record === 'change' || draft.watch.record === 'delete')
      throw new Error('What was made is not shown anywhere.');
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
  switch (draft.watch.record) {
    case 'change':
      return [...found, ...(await change(hands, place.page, own, { values, ownPage: draft.tags.includes('signup') }))];
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

/** From where the record is shown to where something can be done with it: in its row, on its own page. */
async function reach<T>(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  onPage: (page: PageSnapshot, steps: Step[], isOwn: boolean) => Promise<T | null>,
): Promise<T | null> {
  const here = await onPage(page, [], false);
  if (here !== null) return here;
  const link = await hands.tell(findOwnLink(page, own));
  if (link === null) return null;
  const steps = [clickOn(link, 'open-own', 'what was made')];
  return onPage(await hands.take(steps), steps, true);
}

/**
 * `values`: all that was entered, which stands in the form that is opened to change it. `ownPage`: all of the page is about
 * what was made, as a person's own account is.
 */
async function change(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  { values, ownPage }: { values: OwnText['value'][]; ownPage: boolean },
): Promise<FurtherLook[]> {
  const list = pathOf(page.url);
  const save = (open: PageSnapshot, steps: Step[]): Promise<FurtherLook[] | null> =>
    saveChanged(hands, open, own, { steps, list, values });
  const looks = await reach(hands, page, own, async (open, steps, isOwn) => {
    if (findOwnForm(open, own) !== null && (isOwn || ownPage)) return save(open, steps);
    const control = await hands.tell(
      isOwn ? findOnPage(open, [own], vocabulary.changing) : findInRow(open, own, vocabulary.changing),
    );
    if (control === null) return null;
    const further = [...steps, clickOn(control, 'open-change')];
    return save(await hands.take(further.slice(-1)), further);
  });
  if (looks === null) throw new Error('No way to change what was made was found.');
  return looks;
}

async function saveChanged(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  { steps, list, values }: { steps: Step[]; list: string; values: OwnText['value'][] },
): Promise<FurtherLook[] | null> {
  const place = findOwnForm(page, own);
  if (place === null || own.value.kind !== 'unique') return null;
  const target = await hands.tell(steadyOf(page, place.field.element, own));
  const submits = place.form.submits.filter(
    (index) => !vocabulary.destructive.test(page.elements[index]?.name ?? page.elements[index]?.value ?? ''),
  );
  const submit = await hands.tell(steadyOf(page, submits[0] ?? -1, own));
  if (target === null || submit === null) return null;
  const between = /\s/.test(own.value.prefix) || own.value.shape === 'name' ? ' ' : '-';
  const value = { ...own.value, prefix: `${own.value.prefix}${between}changed` };
  const opened: FurtherLook[] = steps.length > 0 ? [{ name: 'opened', steps, own: values, page }] : [];
  const saving = [
    titled({ kind: 'fill', key: 'fill-changed', phase: 'when', target, value }),
    clickOn(submit, 'save-changed'),
  ];
  const seen = await hands.take(saving);
  const again =
    hands.wasPosted() || !says(seen, hands.text(value)) ? goto(list, 'open-changed') : step('reload', 'load-changed');
  const kept = await hands.take([again]);
  // Some apps tell how a thing was called before.
  const old = (at: PageSnapshot): Target => contentWith(at, own.value);
  return [
    ...opened,
    { name: 'changed', steps: saving, own: [value], page: seen },
    { name: 'kept', steps: [again], own: [value], page: kept, ...(says(kept, own.text) ? {} : { row: old(kept) }) },
  ];
}

const steadyOf = (page: PageSnapshot, index: number, own: OwnText): Candidate | null => {
  const element = page.elements[index];
  return element === undefined ? null : steadyCandidate(page, element, [own]);
};

async function remove(hands: Hands, page: PageSnapshot, own: OwnText): Promise<FurtherLook[]> {
  const row = (await hands.tell(findRow(page, own))) ?? (await hands.tell(findOwnLink(page, own)));
  if (row === null) throw new Error('What was made can’t be told from what others made.');
  const list = pathOf(page.url);
  const looks = await reach(hands, page, own, async (open, steps, isOwn) => {
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
  const back = goto(list, 'open-list-again');
  const left = await hands.take([back]);
  if (says(left, own.text)) throw new Error('What was deleted is still shown.');
  return [{ name: 'gone', steps: [...looks, back], own: [], row, page: left }];
}
