import type { FormField, PageForm, PageSnapshot, Step } from '@testforge/core';
import { segmentsOf } from './below-thing.js';
import type { Draft } from './draft.js';
import { valueFor } from './field-value.js';
import { findRefusal } from './find-refusal.js';
import { clickOn } from './go-steps.js';
import { otherValue } from './make-another.js';
import { says, type OwnText } from './own-value.js';
import { steadyOf } from './reach-own.js';
import { findOwnLink, steadyCandidate } from './record-way.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

type Below = NonNullable<Draft['watch']['below']>;

/** The address of the template that belongs to the thing whose page this is. */
const addressBelow = (template: string, { url }: PageSnapshot, at: number): string =>
  segmentsOf(template)
    .map((segment, index) => (index <= at ? (segmentsOf(new URL(url).pathname)[index] ?? '') : segment))
    .join('/');

const leadsTo = (address: string, href: string | undefined, base: string): boolean =>
  href !== undefined && segmentsOf(URL.parse(href, base)?.pathname ?? '').join('/') === address;

/** The form that adds to the thing: the one that sends to the address that others' send to for theirs. */
const formBelow = (page: PageSnapshot, { action, at }: Below): PageForm | undefined =>
  page.forms.find((form) => leadsTo(addressBelow(action, page, at), form.action, page.url));

/** What is done with one field: a new text is another than the thing itself was made with. */
async function enter(hands: Hands, page: PageSnapshot, field: FormField, own: OwnText): Promise<Step | null> {
  const action = valueFor(field, page.elements[field.element]);
  const target = action.kind === 'leave' ? null : await hands.tell(steadyOf(page, field.element, own));
  if (target === null || action.kind === 'impossible' || action.kind === 'choose') {
    if (field.required) throw new Error(`Nothing is known that “${field.label}” takes.`);
    return null;
  }
  const base = { phase: 'when' as const, key: `add-${String(field.element)}`, target };
  if (action.kind === 'fill') {
    const { value } = action;
    return titled({ ...base, kind: 'fill', value: value.kind === 'unique' ? otherValue(value) : value });
  }
  return action.kind === 'select'
    ? titled({ ...base, kind: 'select', value: action.value })
    : action.kind === 'check'
      ? titled({ ...base, kind: 'check' })
      : null;
}

/** From where the record is listed to the form that adds something to it. */
async function openForm(hands: Hands, page: PageSnapshot, own: OwnText, below: Below) {
  const link = await hands.tell(findOwnLink(page, own));
  if (link === null) throw new Error('No way to the page of what was made was found.');
  const open = clickOn(link, 'open-own', 'what was made');
  const ownPage = await hands.take([open]);
  const address = addressBelow(below.template, ownPage, below.at);
  const onward = ownPage.elements.find(({ href, visible }) => visible !== false && leadsTo(address, href, ownPage.url));
  const target = onward === undefined ? null : await hands.tell(steadyCandidate(ownPage, onward, [own]));
  if (target === null) throw new Error('The page of what was made does not lead to where something is added to it.');
  const way = [open, clickOn(target, 'open-form')];
  return { way, page: await hands.take(way.slice(1)) };
}

const submitOf = ({ elements }: PageSnapshot, { submits }: PageForm): number =>
  submits.find((index) => !vocabulary.destructive.test(elements[index]?.name ?? elements[index]?.value ?? '')) ?? -1;

/**
 * Adds something to what the draft made, as is done to what others made, and looks whether it is still there when the page is
 * loaded again. Throws where no way is found, or nothing of one's own can be entered.
 */
export async function extendOwn(hands: Hands, draft: Draft, page: PageSnapshot, own: OwnText): Promise<FurtherLook[]> {
  const { below } = draft.watch;
  if (below === undefined) throw new Error('It is not said what is added.');
  const open = await openForm(hands, page, own, below);
  const form = formBelow(open.page, below);
  const submit = form && (await hands.tell(steadyOf(open.page, submitOf(open.page, form), own)));
  if (form === undefined || submit === null || submit === undefined)
    throw new Error('The form that adds something to it was not found.');
  const entered: Step[] = [];
  for (const field of form.fields) {
    const step = await enter(hands, open.page, field, own);
    if (step !== null) entered.push(step);
  }
  const values = entered.flatMap((step) => (step.kind === 'fill' && step.value.kind === 'unique' ? [step.value] : []));
  if (values.length === 0) throw new Error('Nothing of one’s own can be added to it.');
  const saving = [...entered, clickOn(submit, 'save-added')];
  const seen = await hands.take(saving);
  const refusal = findRefusal(open.page, seen);
  if (refusal !== null) throw new Error(`The app refused what was added: “${refusal}”`);
  const shown = (where: PageSnapshot): OwnText['value'][] => values.filter((value) => says(where, hands.text(value)));
  const changed: FurtherLook = { name: 'changed', steps: [...open.way, ...saving], own: shown(seen), page: seen };
  if (hands.wasPosted()) return [changed];
  const again = titled({ kind: 'reload', key: 'load-added', phase: 'when' });
  const kept = await hands.take([again]);
  return [changed, { name: 'kept', steps: [again], own: shown(kept), page: kept }];
}
