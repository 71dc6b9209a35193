import { isInside } from '@testforge/browser';
import type { FormField, PageElement, PageForm, PageSnapshot, Step, Target } from '@testforge/core';
import { valueFor } from './field-value.js';
import { findRefusal } from './find-refusal.js';
import { isEnding, mayBeDone } from './deed-words.js';
import type { Below } from './draft.js';
import { add } from './add-to-own.js';
import { clickOn, wholePathOf } from './go-steps.js';
import { isInRow } from './of-row.js';
import { says, type OwnText } from './own-value.js';
import { pressDeed, saidOn, type Pressed } from './press-own.js';
import { isOwnPage } from './reach-own.js';
import { findOwnForm, findOwnLink, isControl, lasting, ownRows, rowEnds, steadyCandidate } from './record-way.js';
import { reachInMenu } from './row-menu.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** So many things are tried, and so many of those that did something stay in one test. */
const mostTried = 8;
const mostKept = 4;

const around = /navigation|banner|contentinfo/i;
const { destructive, paying, sending, leaving } = vocabulary;

/** One thing that can be done at once: by a button, a choice, a box, or a short form of numbers and choices. */
interface Spot {
  /** By what it is known again, tried or not. */
  key: string;
  /** Whether it waits until nothing else is left to be done. */
  isLast?: boolean;
  /** Does it; null where it cannot be told. */
  do(page: PageSnapshot): Promise<Pressed | null>;
}

const isOpen = ({ visible, enabled }: PageElement): boolean => visible !== false && enabled !== false;
/** Whose state or place it is does not matter of a thing of one's own. */
const mayBeSet = (label: string): boolean => ![destructive, paying, sending, leaving].some((bad) => bad.test(label));
const holds = ({ fields, submits }: PageForm, index: number): boolean =>
  submits.includes(index) || fields.some(({ element }) => element === index);

/** Opens a menu or a part of the page. */
const opens = ({ attributes = {}, role }: PageElement): boolean =>
  role === 'tab' || ['aria-haspopup', 'aria-expanded', 'aria-controls'].some((name) => attributes[name] !== undefined);

/** Fields that take no words: numbers, days and choices. */
const plainFields = ['number', 'date', 'range', 'select', 'select-one'];

function spotsOf(hands: Hands, page: PageSnapshot, own: OwnText, entries: Set<string>): Spot[] {
  const isOwn = isOwnPage(page, own);
  const rows = isOwn ? [] : ownRows(page, own).slice(0, 1);
  const isPlaced = (element: PageElement): boolean =>
    isOwn
      ? !around.test(element.landmark ?? '') && !isInRow(page, element)
      : rows.some((row) => row !== element && isInside(element, row));
  const tell = (element: PageElement): Promise<Target | null> => {
    const [row] = rows;
    return hands.tell(
      row === undefined
        ? steadyCandidate(page, element, [own])
        : { fingerprint: lasting(element, [own]), locators: rowEnds(row, own, element, []) },
    );
  };
  const editing = findOwnForm(page, own)?.form;
  const sent = page.forms.filter((form) => form !== editing && form.submits.length > 0);
  const fieldOf = (index: number): FormField | undefined =>
    page.forms.flatMap(({ fields }) => fields).find(({ element }) => element === index);
  const isSentWithOthers = (index: number): boolean =>
    page.forms.some((form) => holds(form, index) && form.submits.length > 0 && form.fields.length > 0);
  const single = page.elements.flatMap((element, index): Spot[] => {
    if (!isOpen(element) || !isPlaced(element) || isSentWithOthers(index)) return [];
    const words = saidOn(element);
    const base = { phase: 'when' as const };
    if (isControl(element) && element.role !== 'link' && element.tag !== 'a' && !opens(element) && mayBeDone(words))
      return [
        {
          key: `press ${words}`,
          isLast: isEnding(words),
          do: async (open) => pressed(hands, open, { own, words, control: await tell(element) }),
        },
      ];
    const field = fieldOf(index);
    const label = element.label ?? element.name ?? '';
    if (element.tag === 'input' && element.type === 'checkbox' && mayBeSet(label)) {
      const kind = element.attributes?.['checked'] === 'true' ? ('uncheck' as const) : ('check' as const);
      return [
        {
          key: `tick ${label}`,
          do: async () =>
            taken(hands, await tell(element), (target) => titled({ ...base, kind, key: 'set-box', target })),
        },
      ];
    }
    const option = field === undefined ? undefined : otherOption(field, element);
    if (element.tag !== 'select' || option === undefined || !mayBeSet(label)) return [];
    const value = { kind: 'literal' as const, value: option };
    return [
      {
        key: `choose ${label}`,
        do: async () =>
          taken(hands, await tell(element), (target) =>
            titled({ ...base, kind: 'select', key: 'set-choice', target, value }),
          ),
      },
    ];
  });
  const short = (isOwn ? sent : []).flatMap((form): Spot[] => {
    const fields = form.fields.filter(({ type }) => !['hidden', 'submit', 'button'].includes(type));
    const submit = page.elements[form.submits[0] ?? -1];
    const isShort = fields.length > 0 && fields.length <= 2 && fields.every(({ type }) => plainFields.includes(type));
    if (!isShort || submit === undefined || !isPlaced(submit) || !isOpen(submit) || !mayBeDone(saidOn(submit)))
      return [];
    return [
      {
        key: `send ${saidOn(submit)}`,
        do: async (open) => takenSteps(hands, await sentSteps(open, fields, submit, tell)),
      },
    ];
  });
  const inMenus = [false, true].map((isLast) => inMenu(hands, { own, entries, isLast }));
  return [...single, ...short, ...inMenus].toSorted((a, b) => Number(a.isLast ?? false) - Number(b.isLast ?? false));
}

/** What its menu offers that was not done yet: to be put in another state, for instance. `entries`: the words of what was. */
const inMenu = (
  hands: Hands,
  { own, entries, isLast }: { own: OwnText; entries: Set<string>; isLast: boolean },
): Spot => ({
  key: `menu ${String(isLast)} ${String(entries.size)}`,
  isLast,
  async do(page) {
    const test = (words: string): boolean => mayBeDone(words) && !entries.has(words) && isEnding(words) === isLast;
    const found = await reachInMenu(hands, page, own, { wanted: { test }, isOwn: isOwnPage(page, own) });
    if (found === null) return null;
    const { words, target: control } = found;
    entries.add(words);
    const done = await pressed(hands, found.page, { own, words, control });
    return done && { ...done, steps: [...found.steps, ...done.steps] };
  },
});

const takenSteps = async (hands: Hands, steps: Step[] | null): Promise<Pressed | null> =>
  steps === null ? null : { steps, page: await hands.take(steps) };

const taken = (hands: Hands, target: Target | null, step: (target: Target) => Step): Promise<Pressed | null> =>
  takenSteps(hands, target === null ? null : [step(target)]);

/** Presses what stands there, and agrees where that is asked back. */
const pressed = async (
  hands: Hands,
  page: PageSnapshot,
  { own, words, control }: { own: OwnText; words: string; control: Target | null },
): Promise<Pressed | null> => (control === null ? null : pressDeed(hands, page, own, { control, words }));

const isRow = /^(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})$/i;

/** Another choice than the one that is set; rows of the app's data are none. */
const otherOption = ({ type, options = [] }: FormField, { value: set }: PageElement): string | undefined =>
  type.startsWith('select') && type !== 'select-multiple'
    ? options
        .find(
          ({ value, label, disabled }) =>
            value !== '' &&
            value !== set &&
            disabled !== true &&
            !isRow.test(value) &&
            mayBeSet(label) &&
            !vocabulary.hiding.test(label) &&
            !vocabulary.placeholder.test(label),
        )
        ?.label.trim()
    : undefined;

async function sentSteps(
  page: PageSnapshot,
  fields: readonly FormField[],
  submit: PageElement,
  tell: (element: PageElement) => Promise<Target | null>,
): Promise<Step[] | null> {
  const steps: Step[] = [];
  for (const field of fields) {
    const element = page.elements[field.element];
    const action = valueFor(field, element, true);
    if (element === undefined || action.kind === 'leave') continue;
    const target = action.kind === 'fill' || action.kind === 'select' ? await tell(element) : null;
    if (target === null || (action.kind !== 'fill' && action.kind !== 'select')) return null;
    steps.push(titled({ kind: action.kind, key: `set-${action.kind}`, phase: 'when', target, value: action.value }));
  }
  const button = await tell(submit);
  return button === null || steps.length === 0 ? null : [...steps, clickOn(button, 'send-set')];
}

/** What the page says of the thing, in a form that can be compared: texts, choices and ticks. */
const sayingsOf = ({ elements }: PageSnapshot): string =>
  JSON.stringify(
    elements
      .filter(({ visible }) => visible !== false)
      .map(({ xpath, text, value, attributes }) => [
        xpath,
        text,
        value,
        attributes?.['checked'],
        attributes?.['aria-pressed'],
      ]),
  );

/** How the list is opened again, and what else may be added to such a thing. */
interface Around {
  again: readonly Step[];
  first?: readonly Below[] | undefined;
  /** Only until it is in its next state, and never to an end. */
  isOnlyNext?: boolean;
}

/** Adds to the thing what can be added to such things, and opens it again; null where nothing can. */
async function addParts(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  { again, first }: { again: readonly Step[]; first: readonly Below[] },
) {
  const steps: Step[] = [];
  let open = page;
  for (const below of first) {
    // What finds no form, or is not taken, is no part of it; a page that is gone fails at the next step.
    const added = await add(hands, open, [own], below).catch(() => null);
    open = await hands.take(again);
    steps.push(...(added === null ? [] : [...added.steps, ...again]));
  }
  return steps.length === 0 ? null : { steps, page: open };
}

/**
 * Does what can be done at once with what was made, on its own page or else in its row, one thing after the other, and opens
 * the page again after each. Kept is what the page sent, took, and shows otherwise then. What is refused may want something
 * added to the thing first, and is tried once more then. Throws where there is nothing.
 */
export async function setOwn(
  hands: Hands,
  list: PageSnapshot,
  own: OwnText,
  { again, first = [], isOnlyNext = false }: Around,
): Promise<FurtherLook[]> {
  const most = isOnlyNext ? 1 : mostKept;
  const link = isOwnPage(list, own) ? null : await hands.tell(findOwnLink(list, own));
  const way = link === null ? [] : [clickOn(link, 'open-own', 'what was made')];
  const opened = way.length === 0 ? list : await hands.take(way);
  const hasOwnPage = way.length === 0 || wholePathOf(opened.url) !== wholePathOf(list.url);
  if (!hasOwnPage) throw new Error('What was made has no page of its own.');
  const anew = [...again, ...way];
  const back = (page: PageSnapshot): Step[] =>
    wholePathOf(page.url) === wholePathOf(opened.url) && !hands.wasPosted()
      ? [titled({ kind: 'reload', key: 'load-set', phase: 'when' })]
      : anew;
  const looks: FurtherLook[] = way.length === 0 ? [] : [{ name: 'opened', steps: way, own: [own.value], page: opened }];
  const [tried, entries] = [new Set<string>(), new Set<string>()];
  let parts = first;
  let page = opened;
  while (tried.size < mostTried && looks.filter(({ name }) => name === 'kept').length < most) {
    const spot = spotsOf(hands, page, own, entries).find(
      ({ key, isLast }) => !tried.has(key) && !(isOnlyNext && isLast === true),
    );
    if (spot === undefined) break;
    tried.add(spot.key);
    const chosenBefore = new Set(entries);
    hands.hasWritten();
    const done = await spot.do(page);
    if (done === null) continue;
    const { steps: doing, page: seen } = done;
    const hasWritten = hands.hasWritten();
    const after = back(seen);
    const kept = await hands.take(after);
    const isThere = says(kept, own.text);
    const isShown = hasWritten && isThere && findRefusal(page, seen) === null && sayingsOf(kept) !== sayingsOf(page);
    const isRefused = hasWritten && !isShown && findRefusal(page, seen, true) !== null;
    // What was done and is not shown would be missing the second time.
    if (hasWritten && !isRefused && !isShown) break;
    const numbered = (steps: readonly Step[]): Step[] =>
      steps.map((step) => ({ ...step, key: `${step.key}-${String(looks.length)}` }));
    if (isShown) looks.push({ name: 'kept', steps: numbered([...doing, ...after]), own: [own.value], page: kept });
    page = kept;
    if (!isRefused || parts.length === 0) continue;
    const added = await addParts(hands, page, own, { again: anew, first: parts });
    parts = [];
    if (added === null) continue;
    tried.delete(spot.key);
    for (const words of entries) if (!chosenBefore.has(words)) entries.delete(words);
    looks.push({ name: 'changed', steps: numbered(added.steps), own: [own.value], page: added.page });
    page = added.page;
  }
  if (!looks.some(({ name }) => name === 'kept'))
    throw new Error('Nothing can be done with it at once that its page would show.');
  return looks;
}
