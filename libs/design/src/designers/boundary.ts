import type { AppModel, FormField } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { isYear, valueFor, type FieldAction } from '../field-value.js';
import { asksOnly, placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { withoutMark } from '../step-title.js';
import { openFields, sendForm } from './fill-form.js';
import { flowOf, formKey } from './form-happy.js';
import { readWatch } from './read-watch.js';

/** A value just outside of what a field allows. */
export interface Outside {
  name: string;
  value: string;
  words: string;
}

const mostOfForm = 5;

const shifted = (bound: string, by: number): string => String(Number((Number(bound) + by).toFixed(6)));
const isBound = (text: string | undefined): text is string => text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text);

function outsideNumbers(field: FormField): Outside[] {
  const { min, max, step } = field;
  const by = Number(step) > 0 ? Number(step) : 1;
  const below = isBound(min) ? shifted(min, -by) : null;
  return [
    ...(below === null ? [] : [{ name: 'below', value: below, words: 'below the least' }]),
    ...(isBound(min) && Number(min) >= 0 && below !== '-1'
      ? [{ name: 'negative', value: '-1', words: 'below nothing' }]
      : []),
    ...(isBound(max) ? [{ name: 'above', value: shifted(max, by), words: 'above the most' }] : []),
    ...(isYear(field) && !isBound(max) ? [{ name: 'year', value: '99999', words: 'no year of ours' }] : []),
  ];
}

/** The day before or after the bound; in writing, as the field takes it. */
function outsideDays({ min, max }: FormField): Outside[] {
  const day = (bound: string | undefined, by: number): string | null => {
    if (bound === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(bound)) return null;
    return new Date(Date.parse(`${bound}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
  };
  const [before, after] = [day(min, -1), day(max, 1)];
  return [
    ...(before === null ? [] : [{ name: 'before', value: before, words: 'before the first day' }]),
    ...(after === null ? [] : [{ name: 'after', value: after, words: 'after the last day' }]),
  ];
}

const isEmail = ({ type, label, nameAttr = '' }: FormField): boolean =>
  type === 'email' || (type === 'text' && /e-?mail/i.test(`${label} ${nameAttr}`));

function outsideTexts(field: FormField): Outside[] {
  const { minLength, pattern } = field;
  return [
    ...(isEmail(field) ? [{ name: 'format', value: 'not-an-address', words: 'no e-mail address' }] : []),
    ...(field.type === 'url' ? [{ name: 'format', value: 'not an address', words: 'no address' }] : []),
    ...(pattern === undefined ? [] : [{ name: 'pattern', value: '#', words: 'of another form' }]),
    ...(minLength !== undefined && minLength > 1 && minLength <= 40
      ? [{ name: 'short', value: 'x'.repeat(minLength - 1), words: 'too short' }]
      : []),
  ];
}

function outsideOf(field: FormField): Outside[] {
  switch (field.type) {
    case 'number':
      return outsideNumbers(field);
    case 'date':
      return outsideDays(field);
    case 'text':
    case 'email':
    case 'url':
    case 'tel':
    case 'password':
      return outsideTexts(field);
    default:
      return [];
  }
}

const entering =
  (field: FormField, value: string) =>
  (each: FormField, state: PlacedForm['state']): FieldAction =>
    each === field
      ? { kind: 'fill', value: { kind: 'literal', value } }
      : valueFor(each, state.snapshot.elements[each.element]);

/** The form sent with one value that it must refuse. `designer`: who asks, which is also what the draft's key begins with. */
export function refusedDraft(
  model: AppModel,
  placed: PlacedForm,
  field: FormField,
  { designer, ...outside }: Outside & { designer: string },
): Draft[] {
  const steps = sendForm(model, placed, entering(field, outside.value));
  if (steps === null) return [];
  const label = withoutMark(field.label);
  return [
    {
      key: draftKey(designer, placed.state.template, formKey(placed), field.nameAttr ?? field.label, outside.name),
      title: `“${placed.name}” on the page “${pageName(model, placed.state)}” refuses a “${label}” that is ${outside.words}`,
      designer,
      priority: 'P2',
      reason: 'What a form says it does not take must not get in.',
      category: 'boundary',
      tags: ['form', 'validation', placed.kind],
      flow: flowOf[placed.kind],
      pages: [placed.state.template],
      steps: steps.done(),
      watch: readWatch(['message', 'address', 'heading'], { refused: true }),
    },
  ];
}

/** Pages of one kind may differ in a field or two of their form: its limits are tried on the first of them. */
export const onceAPlace = (all: readonly PlacedForm[]): PlacedForm[] => {
  const place = (placed: PlacedForm): string => `${placed.state.template} ${formKey(placed)}`;
  return all.filter((placed, at) => all.findIndex((other) => place(other) === place(placed)) === at);
};

/** What lies just outside of a field's limits or has not its form is refused with a word that helps. */
export const boundary: Designer = (model) =>
  onceAPlace(
    placedForms(model).filter((placed) => !asksOnly(placed) && placed.kind !== 'login' && maySend(model, placed)),
  ).flatMap((placed) =>
    openFields(placed)
      // What a script copies for a further row lies hidden until then.
      .filter(({ element }) => placed.state.snapshot.elements[element]?.visible !== false)
      .flatMap((field) =>
        outsideOf(field).flatMap((outside) => refusedDraft(model, placed, field, { ...outside, designer: 'boundary' })),
      )
      .slice(0, mostOfForm),
  );
