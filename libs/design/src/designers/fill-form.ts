import type { AppModel, FormField, Target } from '@testforge/core';
import { onOwnDay, plans, valueFor, type FieldAction } from '../field-value.js';
import type { PlacedForm } from '../form-kind.js';
import { submitsOf } from '../sending-buttons.js';
import { stepsTo, type ScenarioSteps } from '../scenario-steps.js';
import { targetAt } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';

/** What is done with a field of a form. */
export type Decide = (field: FormField, state: PlacedForm['state']) => FieldAction;

const passive: readonly string[] = ['hidden', 'submit', 'button', 'reset', 'image'];

/** Fields that a visitor can fill in. */
export const openFields = ({ form }: PlacedForm): FormField[] =>
  form.fields.filter((field) => !passive.includes(field.type));

/** Whether the browser itself asks for a field. */
export const isAskedByMarkup = ({ required, marked }: FormField): boolean => required && marked !== true;

/** A valid value for each field. */
export const validly: (another: boolean) => Decide = (another) => (field, state) =>
  valueFor(field, state.snapshot.elements[field.element], another);

/** A name of plain letters, which is taken where one with a capital, a space or a hyphen is not. */
const plainly = (action: FieldAction): FieldAction =>
  action.kind === 'fill' &&
  action.value.kind === 'unique' &&
  ['name', 'text'].includes(action.value.shape) &&
  !action.value.prefix.includes('/')
    ? { kind: 'fill', value: { kind: 'unique', shape: 'word', prefix: 'item' } }
    : action;

/** A valid value only where the form can't go without one, and a plain one for the first text that may name what is made. */
export const leanly =
  (placed: PlacedForm): Decide =>
  (field, state) => {
    const naming = openFields(placed).find((each) => ['text', 'textarea', ''].includes(each.type));
    const value = valueFor(field, state.snapshot.elements[field.element]);
    if (field === naming) return field.type === 'textarea' ? value : plainly(value);
    return field.required ? value : { kind: 'leave' };
  };

/** A valid value for each field, and a choice also where only data are offered, which may be others tomorrow. */
const choosing: Decide = (field, state) => {
  const words = `${field.label} ${(field.nameAttr ?? '').replace(/[-_[\]]/g, ' ')}`;
  const isOthers = [vocabulary.reaching, vocabulary.sending].some((bad) => bad.test(words));
  const isOpen = /^select(?:-one|-custom)?$/.test(field.type) && (field.initial ?? '') === '' && !isOthers;
  return validly(false)(isOpen ? { ...field, required: true } : field, state);
};

/** An entry of the list that a click on the box opened. */
export const optionOf = ({ locator }: Target, name: string, plain: boolean): Target => ({
  locator: {
    frame: locator.frame,
    links: [plain ? { by: 'text', text: name, exact: true } : { by: 'role', role: 'option', name, exact: true }],
  },
  fingerprint: plain ? { tag: 'li', text: name } : { tag: 'li', role: 'option', name },
});

/** Acts on one field; false when it can't be done and the form can't go without it. */
function actOn(steps: ScenarioSteps, placed: PlacedForm, field: FormField, action: FieldAction): boolean {
  if (action.kind === 'leave') return true;
  const target = targetAt(placed.state, field.element);
  if (action.kind === 'impossible' || target === null) return !field.required;
  if (action.kind === 'check') steps.check(target);
  else if (action.kind === 'choose') steps.click(target).click(optionOf(target, action.option, action.plain === true));
  else steps.act(action.kind, target, action.value);
  return true;
}

const typable = (type: string): boolean =>
  !['checkbox', 'radio', 'file', 'range', 'color'].includes(type) && !type.startsWith('select');

/** The button that sends the form, as a visitor sees it. Beside a search box stand buttons that lead elsewhere. */
function sendingButton({ state, form, kind }: PlacedForm, by?: number): Target | null | undefined {
  if (by !== undefined) return targetAt(state, by);
  const isUsable = (index: number): boolean => {
    const { name, text, visible } = state.snapshot.elements[index] ?? {};
    return visible !== false && !(kind === 'search' && vocabulary.besideSearch.test(name ?? text ?? ''));
  };
  return submitsOf(state, form)
    .filter(isUsable)
    .map((index) => targetAt(state, index))
    .find((candidate) => candidate !== null);
}

/** By its button, else by Enter in a field. A form of choices without a button to be seen sends itself at the choice. */
function submit(steps: ScenarioSteps, placed: PlacedForm, acted: boolean, by?: number): boolean {
  const target = sendingButton(placed, by);
  if (target) return (steps.click(target), true);
  const fields = openFields(placed);
  if (fields.length > 0 && fields.every(({ type }) => !typable(type))) return acted;
  const field = fields
    .filter(({ type }) => typable(type))
    .map(({ element }) => targetAt(placed.state, element))
    .find((candidate) => candidate !== null);
  return field === undefined ? false : (steps.act('press', field, { kind: 'literal', value: 'Enter' }), true);
}

/** Without its file such a form has nothing to send. */
const isForFiles = (placed: PlacedForm): boolean =>
  openFields(placed).some(({ type }) => type === 'file') && openFields(placed).every(({ type }) => !typable(type));

interface Sending {
  /** The button, where the form has several that send it. */
  by?: number | undefined;
  /** Fields of other forms that are filled in as well. */
  beside?: readonly FormField[];
}

/** Opens the form's page, treats each field as decided and sends the form. Null when that can't be done. */
export function sendForm(
  model: AppModel,
  placed: PlacedForm,
  decide: Decide,
  { by, beside = [] }: Sending = {},
): ScenarioSteps | null {
  const steps = stepsTo(model, placed.state);
  if (steps === null) return null;
  const opened = steps.done().length;
  const fields = [...openFields(placed), ...beside];
  const isPlanned = plans(fields);
  const filled = fields.every((field) => {
    const action = decide(field, placed.state);
    return actOn(steps, placed, field, isPlanned ? onOwnDay(field, action) : action);
  });
  const acted = steps.done().length > opened;
  if (!acted && isForFiles(placed)) return null;
  return filled && submit(steps, placed, acted, by) ? steps : null;
}

/** Fields of other forms under the same heading that lie within this one, such as those of an order's lines. */
function fieldsWithin(placed: PlacedForm): FormField[] {
  const { state, form } = placed;
  const own = openFields(placed).map(({ element }) => element);
  const [first, end] = [Math.min(...own), Math.max(...own, ...submitsOf(state, form))];
  return state.snapshot.forms.flatMap((other) =>
    other === form || other.heading === undefined || other.heading !== form.heading
      ? []
      : other.fields.filter(({ element, type }) => element > first && element < end && !passive.includes(type)),
  );
}

const differs = (one: FieldAction, other: FieldAction): boolean => JSON.stringify(one) !== JSON.stringify(other);

/** Other ways to send a form that refuses what every field was given: with what lies within it, and with as little as it can go without. */
export function otherWays(
  model: AppModel,
  placed: PlacedForm,
  wrap: (decide: Decide) => Decide = (each) => each,
  by?: number,
) {
  const beside = fieldsWithin(placed);
  const ways = [
    beside.length === 0 ? null : sendForm(model, placed, wrap(validly(false)), { by, beside }),
    openFields(placed).some((field) => differs(choosing(field, placed.state), validly(false)(field, placed.state)))
      ? sendForm(model, placed, wrap(choosing), { by })
      : null,
    sendForm(model, placed, wrap(leanly(placed)), { by }),
  ];
  return ways.flatMap((way) => (way === null ? [] : [way.done()]));
}
