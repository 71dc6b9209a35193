import type { PageForm, PageSnapshot, Step, Target } from '@testforge/core';
import { textOf, tidy } from './checkpoint-pair.js';
import { clickOn, goTo, wholePathOf } from './go-steps.js';
import { placeOf } from './numbered-things.js';
import type { OwnText } from './own-value.js';
import {
  findInRow,
  findOnPage,
  findOwnForm,
  findOwnLink,
  steadyCandidate,
  wasAskedFor,
  type Candidate,
} from './record-way.js';
import { reachInMenu } from './row-menu.js';
import type { Hands } from './seek-further.js';
import { seenFor, submitsOf } from './sending-buttons.js';
import { decodedPath } from './state-place.js';
import { vocabulary } from './vocabulary.js';

export { clickOn, goTo, wholePathOf };

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');

/** Whether a page is about the record: it is where making it led, its heading or its address bears its name, or that leads to it. */
export function isOwnPage(page: PageSnapshot, own: OwnText): boolean {
  const { url, elements } = page;
  const { text } = own;
  if (own.path !== undefined && placeOf(url) === own.path) return true;
  const titles = elements.filter(({ role, tag, visible }) => role === 'heading' && tag === 'h1' && visible !== false);
  const isCalled = titles.some((element) => textOf(element).includes(tidy(text)));
  // A message that names what was made often leads to where one is already.
  const leadsHere = elements.some(
    (element) =>
      element.role === 'link' &&
      textOf(element).includes(tidy(text)) &&
      URL.parse(element.href || '#', url)?.href === url.split('#')[0],
  );
  // The address of what was searched for bears its name, too.
  const path = wasAskedFor(page, own) ? url.split('?')[0] : url;
  return isCalled || leadsHere || plain(decodedPath(path ?? url)).includes(plain(text));
}

/** From where the record is shown to where something can be done with it: in its row, on its own page. */
export async function reachOwn<T>(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  onPage: (page: PageSnapshot, steps: Step[], isOwn: boolean) => Promise<T | null>,
): Promise<T | null> {
  const here = await onPage(page, [], false);
  if (here !== null) return here;
  const there = isOwnPage(page, own) ? await onPage(page, [], true) : null;
  if (there !== null) return there;
  const link = await hands.tell(findOwnLink(page, own));
  if (link === null) return null;
  const steps = [clickOn(link, 'open-own', 'what was made')];
  const opened = await hands.take(steps);
  // Where the page stays, it may show other things beside it, and only what stands in its own part is about it.
  const hasMoved = wholePathOf(opened.url) !== wholePathOf(page.url);
  return onPage(opened, steps, hasMoved || isOwnPage(opened, own));
}

/** The form that holds the record, open, with the way to it and what can be used in it. */
export interface OpenForm {
  page: PageSnapshot;
  steps: Step[];
  form: PageForm;
  /** The field that holds the value by which the record is known. */
  field: Target;
  submit: Target;
}

/** A field or a button of the form, by what of it lasts. */
export const steadyOf = (page: PageSnapshot, index: number, own: OwnText): Candidate | null => {
  const element = page.elements[index];
  return element === undefined ? null : steadyCandidate(page, element, [own]);
};

async function formOn(hands: Hands, page: PageSnapshot, steps: Step[], own: OwnText): Promise<OpenForm | null> {
  const place = findOwnForm(page, own);
  if (place === null) return null;
  const submits = submitsOf({ snapshot: page }, place.form).filter(
    (index) => !vocabulary.destructive.test(page.elements[index]?.name ?? page.elements[index]?.value ?? ''),
  );
  const field = await hands.tell(steadyOf(page, place.field.element, own));
  const seen = submits.flatMap((index) => seenFor(page, index) ?? [])[0];
  const submit = await hands.tell(steadyOf(page, seen ?? submits[0] ?? -1, own));
  return field === null || submit === null ? null : { page, steps, form: place.form, field, submit };
}

/**
 * Opens the form in which the record can be changed; null where no way to it is found. `ownPage`: all of the page is about
 * what was made, as a person's own account is.
 */
export const openOwnForm = (
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  ownPage: boolean,
): Promise<OpenForm | null> =>
  reachOwn(hands, page, own, async (open, steps, isOwn) => {
    if (findOwnForm(open, own) !== null && (isOwn || ownPage)) return formOn(hands, open, steps, own);
    const control = await hands.tell(
      isOwn ? findOnPage(open, [own], vocabulary.changing) : findInRow(open, own, vocabulary.changing),
    );
    const inMenu =
      control === null ? await reachInMenu(hands, open, own, { wanted: vocabulary.changing, isOwn }) : null;
    const target = control ?? inMenu?.target;
    if (target === undefined) return null;
    const further = [...steps, ...(inMenu?.steps ?? []), clickOn(target, 'open-change')];
    return formOn(hands, await hands.take(further.slice(-1)), further, own);
  });
