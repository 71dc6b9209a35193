import type { FormField, PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import { optionOf } from './designers/fill-form.js';
import { valueFor, type FieldAction } from './field-value.js';
import type { FurtherForm } from './making-page.js';
import { defaultName } from './making-words.js';
import { namesRecord, type OwnText } from './own-value.js';
import { clickOn } from './reach-own.js';
import { steadyCandidate } from './record-way.js';
import type { Hands } from './seek-further.js';
import { slug } from './slug.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

const worded: readonly string[] = ['text', 'textarea', 'email', 'url', 'tel', 'number', 'date', ''];

/** Whether the field holds something already, as the app or an earlier step set it. */
function isSet({ type, initial }: FormField, { value = '' }: PageElement): boolean {
  if (type === 'radio') return initial !== undefined && initial !== '';
  if (worded.includes(type)) return value.trim() !== '';
  return type.startsWith('select') && value !== '' && !vocabulary.placeholder.test(value);
}

/** What is done with a field of a later step: what is set stays, unless the thing has no name of its own yet. */
function actionFor(
  field: FormField,
  element: PageElement,
  { own, lean }: { own: readonly OwnText[]; lean: boolean },
): FieldAction {
  const names = own.length === 0 && namesRecord(field.label, field.nameAttr) && defaultName.test(element.value ?? '');
  if (isSet(field, element) && !names) return { kind: 'leave' };
  if (field.type === 'radio') return { kind: 'check' };
  const isNeeded = field.required || names || (own.length === 0 && namesRecord(field.label, field.nameAttr));
  return isNeeded || !(lean || vocabulary.reaching.test(field.label)) ? valueFor(field, element) : { kind: 'leave' };
}

const nameOf = ({ nameAttr, label }: FormField): string => slug(nameAttr ?? label) || 'field';

function stepsOf(field: FormField, target: Target, action: FieldAction): Step[] {
  const base = { phase: 'when' as const, target };
  switch (action.kind) {
    case 'fill':
    case 'select':
      return [titled({ ...base, kind: action.kind, key: `${action.kind}-${nameOf(field)}`, value: action.value })];
    case 'check':
      return [titled({ ...base, kind: 'check', key: `check-${nameOf(field)}` })];
    case 'choose':
      return [
        clickOn(target, `click-${nameOf(field)}`),
        clickOn(optionOf(target, action.option, action.plain === true), 'click-option'),
      ];
    default:
      return [];
  }
}

/** A field or button by what of it lasts on the live page. */
export const tellSteady = (
  hands: Hands,
  page: PageSnapshot,
  element: PageElement | undefined,
  own: readonly OwnText[],
) => (element === undefined ? Promise.resolve(null) : hands.tell(steadyCandidate(page, element, own)));

/**
 * The steps that fill in a further form and take it on; null where something that it cannot go without cannot be given.
 * `lean`: only what is needed.
 */
export async function fillFurther(
  hands: Hands,
  page: PageSnapshot,
  { fields, submit }: FurtherForm,
  options: { own: readonly OwnText[]; lean: boolean },
): Promise<Step[] | null> {
  const steps: Step[] = [];
  for (const field of fields) {
    const element = page.elements[field.element];
    if (element === undefined) continue;
    const action = actionFor(field, element, options);
    if (action.kind === 'leave') continue;
    const target = action.kind === 'impossible' ? null : await tellSteady(hands, page, element, options.own);
    if (target !== null) steps.push(...stepsOf(field, target, action));
    else if (field.required) return null;
  }
  const button = await tellSteady(hands, page, page.elements[submit], options.own);
  return button === null ? null : [...steps, clickOn(button, 'go-on')];
}
