import type { AppModel, FormField } from '@testforge/core';
import { valueFor, type FieldAction } from '../field-value.js';
import type { PlacedForm } from '../form-kind.js';
import { stepsTo, type ScenarioSteps } from '../scenario-steps.js';
import { targetAt } from '../state-place.js';
import { vocabulary } from '../vocabulary.js';

type Decide = (field: FormField, state: PlacedForm['state']) => FieldAction;

const passive: readonly string[] = ['hidden', 'submit', 'button', 'reset', 'image'];

/** Fields that a visitor can fill in. */
export const openFields = ({ form }: PlacedForm): FormField[] =>
  form.fields.filter((field) => !passive.includes(field.type));

/** A valid value for each field. */
export const validly: (another: boolean) => Decide = (another) => (field, state) =>
  valueFor(field, state.snapshot.elements[field.element], another);

/** A valid value only where the form can't go without one, and for the first text that may name what is made. */
export const leanly =
  (placed: PlacedForm): Decide =>
  (field, state) => {
    const naming = openFields(placed).find((each) => ['text', 'textarea', ''].includes(each.type));
    return field.required || field === naming
      ? valueFor(field, state.snapshot.elements[field.element])
      : { kind: 'leave' };
  };

/** Acts on one field; false when it can't be done and the form can't go without it. */
function actOn(steps: ScenarioSteps, placed: PlacedForm, field: FormField, action: FieldAction): boolean {
  if (action.kind === 'leave') return true;
  const target = targetAt(placed.state, field.element);
  if (action.kind === 'impossible' || target === null) return !field.required;
  if (action.kind === 'check') steps.check(target);
  else steps.act(action.kind, target, action.value);
  return true;
}

function submit(steps: ScenarioSteps, placed: PlacedForm): boolean {
  // Beside a search box stand buttons that lead elsewhere; the box itself is sent by Enter.
  const leadsAway = (index: number): boolean => {
    const { name, text } = placed.state.snapshot.elements[index] ?? {};
    return placed.kind === 'search' && vocabulary.besideSearch.test(name ?? text ?? '');
  };
  const target = placed.form.submits
    .filter((index) => !leadsAway(index))
    .map((index) => targetAt(placed.state, index))
    .find((candidate) => candidate !== null);
  if (target !== undefined) return (steps.click(target), true);
  const last = openFields(placed)
    .map((field) => targetAt(placed.state, field.element))
    .find((candidate) => candidate !== null);
  return last === undefined ? false : (steps.act('press', last, { kind: 'literal', value: 'Enter' }), true);
}

/** Opens the form's page, treats each field as decided and sends the form. Null when that can't be done. */
export function sendForm(model: AppModel, placed: PlacedForm, decide: Decide): ScenarioSteps | null {
  const steps = stepsTo(model, placed.state);
  if (steps === null) return null;
  const filled = openFields(placed).every((field) => actOn(steps, placed, field, decide(field, placed.state)));
  return filled && submit(steps, placed) ? steps : null;
}
