import {
  AppError,
  type FormField,
  type PageForm,
  type PageSnapshot,
  type Step,
  type Target,
  type UniqueValue,
} from '@testforge/core';
import { segmentsOf } from './below-thing.js';
import type { Below } from './draft.js';
import { choosable, onOwnDay, plans, valueFor, type FieldAction } from './field-value.js';
import { findRefusal } from './find-refusal.js';
import { clickOn } from './go-steps.js';
import { isOwnPage } from './reach-own.js';
import { otherValue } from './make-another.js';
import { says, type OwnText } from './own-value.js';
import { findOwnLink, steadyCandidate } from './record-way.js';
import type { Hands } from './seek-further.js';
import { slug } from './slug.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** The address of the template that belongs to the thing whose page this is. */
const addressBelow = (template: string, { url }: PageSnapshot, at: number): string =>
  segmentsOf(template)
    .map((segment, index) => (index <= at ? (segmentsOf(new URL(url).pathname)[index] ?? '') : segment))
    .join('/');

const leadsTo = (address: string, href: string | undefined, base: string): boolean =>
  href !== undefined && segmentsOf(URL.parse(href, base)?.pathname ?? '').join('/') === address;

/** The form that adds to the thing: the one that sends to the address that others' send to for theirs. */
const formBelow = (page: PageSnapshot, { action, at, inside }: Below): PageForm | undefined =>
  page.forms.find((form) =>
    inside === undefined
      ? leadsTo(addressBelow(action, page, at), form.action, page.url)
      : inside.labels.every((label) => form.fields.some((field) => field.label === label)),
  );

/** Of what a form only lets one choose not the first: that is what an app takes that does not heed the choice. */
function second(field: FormField): FieldAction {
  const option = choosable(field).slice(0, 2).at(-1);
  return option === undefined
    ? { kind: 'leave' }
    : { kind: 'select', value: { kind: 'literal', value: option.label.trim() } };
}

/**
 * A new text, other than what the thing was made with. What names a part of something is often held to plain letters; a field
 * that is called after what was made is told by its kind alone, or the files would not be the same from run to run.
 */
function freshValue(value: UniqueValue, label: string, owns: readonly OwnText[]): UniqueValue {
  if (!['name', 'text'].includes(value.shape) || value.prefix.includes('/')) return otherValue(value);
  const isNamedAfter = owns.some(({ text }) => label.includes(text));
  const prefix = isNamedAfter
    ? ''
    : slug(label)
        .replace(/[^a-z]/g, '')
        .slice(0, 12);
  return { kind: 'unique', shape: 'word', prefix: prefix || 'text' };
}

/** What a field of the form takes. */
export function actionFor(page: PageSnapshot, form: PageForm, field: FormField): FieldAction {
  const usual = valueFor(field, page.elements[field.element]);
  return plans(form.fields) ? onOwnDay(field, usual) : usual;
}

/** What is done with one field; null where it is left as it is. */
export async function enter(
  hands: Hands,
  page: PageSnapshot,
  field: FormField,
  { owns, action, isOther }: { owns: readonly OwnText[]; action: FieldAction; isOther?: boolean },
): Promise<Step | null> {
  const element = page.elements[field.element];
  const isLeft = action.kind === 'leave' || element === undefined;
  const target = isLeft ? null : await hands.tell(steadyCandidate(page, element, owns));
  if (target === null || action.kind === 'impossible' || action.kind === 'choose') {
    if (field.required && !element?.value) throw new Error(`Nothing is known that “${field.label}” takes.`);
    return null;
  }
  const base = { phase: 'when' as const, key: `add-${String(field.element)}`, target };
  if (action.kind === 'check') return titled({ ...base, kind: 'check' });
  if (action.kind !== 'fill')
    return action.kind === 'select' ? titled({ ...base, kind: 'select', value: action.value }) : null;
  const { value } = action;
  if (value.kind !== 'unique') return titled({ ...base, kind: 'fill', value });
  const fresh = freshValue(value, field.label, owns);
  return titled({ ...base, kind: 'fill', value: isOther === true ? otherValue(fresh) : fresh });
}

/** From where the record is listed, or from its own page, to the form that adds something to it. */
async function openForm(hands: Hands, list: PageSnapshot, own: OwnText, below: Below) {
  const link = isOwnPage(list, own) ? null : await hands.tell(findOwnLink(list, own));
  if (link === null && !isOwnPage(list, own)) throw new Error('No way to the page of what was made was found.');
  const open = link === null ? [] : [clickOn(link, 'open-own', 'what was made')];
  const ownPage = open.length === 0 ? list : await hands.take(open);
  if (below.inside !== undefined)
    return { way: [...open, ...below.inside.way], page: await hands.take(below.inside.way) };
  const address = addressBelow(below.template, ownPage, below.at);
  if (leadsTo(address, ownPage.url, ownPage.url)) return { way: open, page: ownPage };
  const onward = ownPage.elements.find(({ href, visible }) => visible !== false && leadsTo(address, href, ownPage.url));
  const target = onward === undefined ? null : await hands.tell(steadyCandidate(ownPage, onward, [own]));
  if (target === null) throw new Error('The page of what was made does not lead to where something is added to it.');
  const onto = [clickOn(target, 'open-form')];
  return { way: [...open, ...onto], page: await hands.take(onto) };
}

const submitOf = ({ elements }: PageSnapshot, { submits }: PageForm): number =>
  submits.find((index) => !vocabulary.destructive.test(elements[index]?.name ?? elements[index]?.value ?? '')) ?? -1;

export interface Added {
  steps: Step[];
  values: UniqueValue[];
  entered: Step[];
  page: PageSnapshot;
}

/** The form that adds something to the first of `owns`, open, and what sends it. */
export async function openAdding(
  hands: Hands,
  list: PageSnapshot,
  owns: readonly [OwnText, ...OwnText[]],
  below: Below,
): Promise<{ way: Step[]; page: PageSnapshot; form: PageForm; submit: Target }> {
  const { way, page } = await openForm(hands, list, owns[0], below);
  const form = formBelow(page, below);
  const button = form && page.elements[submitOf(page, form)];
  const submit = button && (await hands.tell(steadyCandidate(page, button, owns)));
  if (form === undefined || submit === null || submit === undefined)
    throw new Error('The form that adds something to it was not found.');
  return { way, page, form, submit };
}

const refused = (why: string): AppError =>
  new AppError('invalid', 'design.refused', `The app refused what was added: “${why}”`);

/** Whether the page says what was chosen, and does not only offer it. */
const saysChosen = (page: PageSnapshot, entered: readonly Step[]): boolean =>
  entered.some((step) => step.kind === 'select' && step.value.kind === 'literal' && says(page, step.value.value));

/** Adds something to the first of `owns`, from where it is shown; null where nothing of one's own can be entered. */
export async function add(
  hands: Hands,
  list: PageSnapshot,
  owns: readonly [OwnText, ...OwnText[]],
  below: Below,
  isOther = false,
): Promise<Added | null> {
  const { form, submit, ...open } = await openAdding(hands, list, owns, below);
  const entered: Step[] = [];
  const fields = form.fields.filter(({ type }) => !['hidden', 'submit', 'button'].includes(type));
  const isChoices = fields.length > 0 && fields.every(({ type }) => /^select(?:-one)?$/.test(type));
  for (const field of form.fields) {
    const action = isChoices || below.inside !== undefined ? second(field) : actionFor(open.page, form, field);
    const step = await enter(hands, open.page, field, { owns, action, isOther });
    if (step !== null) entered.push(step);
  }
  const values = entered.flatMap((step) => (step.kind === 'fill' && step.value.kind === 'unique' ? [step.value] : []));
  if (values.length === 0 && (!(isChoices || below.inside !== undefined) || entered.length === 0)) return null;
  const saving = [...entered, clickOn(submit, 'save-added')];
  const page = await hands.take(saving);
  const refusal = findRefusal(open.page, page);
  if (refusal !== null) throw refused(refusal);
  if (isChoices && below.inside === undefined && !saysChosen(page, entered))
    throw refused('what was chosen is not shown');
  return { steps: [...open.way, ...saving], values, entered, page };
}
