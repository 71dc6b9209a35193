import type { AppModel, FormField } from '@testforge/core';
import { asksOnly, placedForms, type PlacedForm } from '../form-kind.js';
import { vocabulary } from '../vocabulary.js';
import { openFields } from './fill-form.js';

/** One thing that can be chosen in a form that narrows or orders a list. */
export interface Choice {
  placed: PlacedForm;
  field: FormField;
  /** As the visitor reads it. */
  label: string;
  /** Of a box that is a select in all but name: whether its entries have no role. */
  plain?: boolean | undefined;
}

const isSelect = ({ type }: FormField): boolean => ['select', 'select-one', 'select-custom'].includes(type);
const isRow = /^(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})$/i;
const badly = [vocabulary.destructive, vocabulary.paying, vocabulary.leaving];

const words = ({ label, nameAttr = '' }: FormField): string => `${label} ${nameAttr.replace(/[-_[\]]/g, ' ')}`;

/** Whether the field says in which order a list stands, and not what is in it. */
export const sorts = (field: FormField): boolean => vocabulary.sorting.test(words(field));

/** Forms that ask for something and offer choices, alone or beside a box that searches. */
export const choiceForms = (model: AppModel): PlacedForm[] =>
  placedForms(model).filter((placed) => asksOnly(placed) && openFields(placed).some(isSelect));

/** What a select offers besides what it is set to; numbers for values are rows of the app's data. */
export function otherChoices(placed: PlacedForm, field: FormField): Choice[] {
  const all = (field.options ?? []).filter(
    ({ value, label, disabled }) =>
      value !== '' &&
      !disabled &&
      value !== field.initial &&
      !(field.type === 'select-custom' && field.initial?.includes(label)) &&
      /\p{L}/u.test(label) &&
      !isRow.test(value) &&
      !vocabulary.placeholder.test(label) &&
      !badly.some((bad) => bad.test(label)),
  );
  return isSelect(field) ? all.map(({ label, plain }) => ({ placed, field, label: label.trim(), plain })) : [];
}
