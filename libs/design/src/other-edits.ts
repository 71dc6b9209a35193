import type { FormField, PageElement, Step, Target, UniqueValue } from '@testforge/core';
import type { OwnText } from './own-value.js';
import type { OpenForm } from './reach-own.js';
import { steadyCandidate } from './record-way.js';
import type { Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** One thing that is entered otherwise; of a text also what it was and what it becomes. */
export interface Edit {
  step: Step;
  text?: { from: OwnText['value']; to: UniqueValue };
}

/** A form of many fields is not to be written anew. */
const mostOf = { fill: 2, select: 1, check: 1 } as const;
const addedLength = 9;

/** By what else a thing is known: apps hold such a name to more than its length. */
const telling = /user|slug|url|link|code|key|path|alias|sku|e-?mail|login|number|(?<!\p{L})id(?!\p{L})/iu;
const isRow = /^(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})$/i;
const { destructive, paying, sending, leaving, hiding, reaching } = vocabulary;

/** Whether a choice stays with the thing itself: it neither hides it nor has a hand in what is others'. */
export const staysWithIt = (words: string): boolean =>
  /\p{L}/u.test(words) &&
  ![destructive, paying, sending, leaving, hiding, reaching, vocabulary.placeholder].some((bad) => bad.test(words));

/** The same text, recognisably another. */
export const changedText = (value: UniqueValue): UniqueValue => {
  const between = value.shape === 'word' ? '' : /\s/.test(value.prefix) || value.shape === 'name' ? ' ' : '-';
  return { ...value, prefix: `${value.prefix}${between}changed` };
};

const words = ({ label, nameAttr = '' }: FormField): string => `${label} ${nameAttr.replace(/[-_[\]]/g, ' ')}`;
const isUsable = (element: PageElement | undefined): element is PageElement =>
  element !== undefined && element.visible !== false && element.enabled !== false;

/** The text that the record was made with, where the field holds it and takes a longer one. */
function heldText(hands: Hands, field: FormField, element: PageElement, values: readonly OwnText['value'][]) {
  const { type, pattern, maxLength = Infinity } = field;
  if (!['text', 'textarea'].includes(type) || pattern !== undefined || telling.test(words(field))) return null;
  const held = values.find((value) => hands.text(value) === element.value);
  const isText = held?.kind === 'unique' && held.shape === 'text';
  return isText && (element.value ?? '').length + addedLength <= maxLength ? held : null;
}

/** Another choice than the one that is set; rows of the app's data are none. */
function otherChoice(field: FormField, element: PageElement): string | null {
  const { type, options = [] } = field;
  if (type !== 'select' && type !== 'select-one') return null;
  const isOther = ({ value, label, disabled }: (typeof options)[number]): boolean =>
    value !== '' && !disabled && value !== element.value && !isRow.test(value) && staysWithIt(label);
  return staysWithIt(words(field)) ? (options.find(isOther)?.label.trim() ?? null) : null;
}

const isOpenBox = (field: FormField, { attributes }: PageElement): boolean =>
  field.type === 'checkbox' && attributes?.['checked'] === 'false' && staysWithIt(words(field));

type Wanted =
  | { kind: 'fill'; text: { from: UniqueValue; to: UniqueValue } }
  | { kind: 'select'; label: string }
  | { kind: 'check' };

function editOf(
  hands: Hands,
  field: FormField,
  element: PageElement,
  values: readonly OwnText['value'][],
): Wanted | null {
  const text = heldText(hands, field, element, values);
  if (text !== null) return { kind: 'fill', text: { from: text, to: changedText(text) } };
  const label = otherChoice(field, element);
  if (label !== null) return { kind: 'select', label };
  return isOpenBox(field, element) ? { kind: 'check' } : null;
}

function inTarget(edit: Wanted, target: Target): Edit {
  const base = { phase: 'when' as const, target };
  switch (edit.kind) {
    case 'fill':
      return { step: titled({ ...base, kind: 'fill', key: 'fill-changed', value: edit.text.to }), text: edit.text };
    case 'select': {
      const value = { kind: 'literal' as const, value: edit.label };
      return { step: titled({ ...base, kind: 'select', key: 'choose-another', value }) };
    }
    case 'check':
      return { step: titled({ ...base, kind: 'check', key: 'check-changed' }) };
  }
}

/** What is entered otherwise in the record's form beside the value by which it is known: texts, one choice, one box. */
export async function otherEdits(
  hands: Hands,
  { page, form }: OpenForm,
  own: OwnText,
  values: readonly OwnText['value'][],
): Promise<Edit[]> {
  const edits: Edit[] = [];
  // What was entered may be a part of what a field is called.
  const known = [own, ...values.map((value) => ({ value, text: hands.text(value) }))];
  const count = (kind: Wanted['kind']): number => edits.filter(({ step }) => step.kind === kind).length;
  for (const field of form.fields) {
    const element = page.elements[field.element];
    if (!isUsable(element) || element.value === own.text) continue;
    const edit = editOf(hands, field, element, values);
    if (edit === null || count(edit.kind) >= mostOf[edit.kind]) continue;
    const target = await hands.tell(steadyCandidate(page, element, known));
    if (target !== null) edits.push(inTarget(edit, target));
  }
  return edits;
}
