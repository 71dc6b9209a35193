import type { FormField, PageElement, Step, Target, UniqueValue } from '@testforge/core';
import { valueFor } from './field-value.js';
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
const mostOf = { fill: 2, figure: 2, day: 1, phone: 1, select: 1, check: 1 } as const;
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

const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isFigure = /^\d{1,4}$/;
const isPhone = /^\+?\d{7,15}$/;

/** Away from a day by so many. */
function dayBeside(value: string, days: number): string {
  const day = new Date(`${value}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Before all that the list shows, so that what is sorted by it moves; else the day before, or the day after where that is too early. */
function otherDay(value: string, { min = '', max = '' }: FormField, earliest: string | null): string | null {
  const wanted = [...(earliest === null ? [] : [dayBeside(earliest, -1)]), dayBeside(value, -1), dayBeside(value, 1)];
  return wanted.find((day) => (min === '' || day >= min) && (max === '' || day <= max)) ?? null;
}

/** One step more, or one less where that is too much. */
function otherFigure(value: string, { min = '', max = '', step }: FormField): string | null {
  const by = Number(step) > 0 ? Number(step) : 1;
  const isWithin = (each: number): boolean =>
    (min === '' || each >= Number(min)) && (max === '' || each <= Number(max)) && each > 0;
  const other = [Number(value) + by, Number(value) - by].find(isWithin);
  return other === undefined ? null : String(Number(other.toFixed(4)));
}

/** The number after it, of those that ring nowhere. */
const otherPhone = (value: string): string => value.replace(/\d$/, (last) => String((Number(last) + 1) % 10));

/** An amount, a number, a day or a telephone number, where the field holds one, beside the one that it would be filled in with; never reckoned from what it holds, which may be today. */
function otherLiteral(field: FormField, element: PageElement, earliest: string | null): Literal | null {
  if (!['text', 'number', 'date', 'tel', ''].includes(field.type) || field.pattern !== undefined) return null;
  if (!element.value || !staysWithIt(words(field))) return null;
  const usual = valueFor(field, element);
  if (usual.kind !== 'fill' || usual.value.kind !== 'literal') return null;
  const { value } = usual.value;
  // “Phone number” is no number by which a thing is known.
  if (telling.test(words(field)) && !isPhone.test(value)) return null;
  const others: Literal[] = [
    ...(isDay.test(value) ? [{ kind: 'day' as const, value: otherDay(value, field, earliest) }] : []),
    ...(isFigure.test(value) ? [{ kind: 'figure' as const, value: otherFigure(value, field) }] : []),
    ...(isPhone.test(value) ? [{ kind: 'phone' as const, value: otherPhone(value) }] : []),
  ].flatMap(({ kind, value: other }) => (other === null || other === element.value ? [] : [{ kind, value: other }]));
  return others[0] ?? null;
}

interface Literal {
  kind: 'figure' | 'day' | 'phone';
  value: string;
}

type Wanted =
  | Literal
  | { kind: 'fill'; text: { from: UniqueValue; to: UniqueValue } }
  | { kind: 'select'; label: string }
  | { kind: 'check' };

/** What is known of the record: all that was entered, and the earliest day in the list that it stands in. */
interface Known {
  values: readonly OwnText['value'][];
  earliest: string | null;
}

function editOf(hands: Hands, field: FormField, element: PageElement, { values, earliest }: Known): Wanted | null {
  const text = heldText(hands, field, element, values);
  if (text !== null) return { kind: 'fill', text: { from: text, to: changedText(text) } };
  const literal = otherLiteral(field, element, earliest);
  if (literal !== null) return literal;
  const label = otherChoice(field, element);
  if (label !== null) return { kind: 'select', label };
  return isOpenBox(field, element) ? { kind: 'check' } : null;
}

function inTarget(edit: Wanted, target: Target): Edit {
  const base = { phase: 'when' as const, target };
  switch (edit.kind) {
    case 'fill':
      return { step: titled({ ...base, kind: 'fill', key: 'fill-changed', value: edit.text.to }), text: edit.text };
    case 'figure':
    case 'phone':
    case 'day': {
      const value = { kind: 'literal' as const, value: edit.value };
      return { step: titled({ ...base, kind: 'fill', key: `fill-other-${edit.kind}`, value }) };
    }
    case 'select': {
      const value = { kind: 'literal' as const, value: edit.label };
      return { step: titled({ ...base, kind: 'select', key: 'choose-another', value }) };
    }
    case 'check':
      return { step: titled({ ...base, kind: 'check', key: 'check-changed' }) };
  }
}

/** What is entered otherwise in the record's form beside the value by which it is known: texts, numbers, a day, a telephone number, one choice, one box. */
export async function otherEdits(
  hands: Hands,
  { page, form }: OpenForm,
  { own, ...known }: Known & { own: OwnText },
): Promise<Edit[]> {
  const edits: (Edit & Pick<Wanted, 'kind'>)[] = [];
  // What was entered may be a part of what a field is called.
  const made = [own, ...known.values.map((value) => ({ value, text: hands.text(value) }))];
  const count = (kind: Wanted['kind']): number => edits.filter((edit) => edit.kind === kind).length;
  for (const field of form.fields) {
    const element = page.elements[field.element];
    if (!isUsable(element) || element.value === own.text) continue;
    const edit = editOf(hands, field, element, known);
    if (edit === null || count(edit.kind) >= mostOf[edit.kind]) continue;
    const target = await hands.tell(steadyCandidate(page, element, made));
    if (target !== null) edits.push({ ...inTarget(edit, target), kind: edit.kind });
  }
  return edits;
}
