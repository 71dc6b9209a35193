import type { FormField, StepValue } from '@testforge/core';
import type { FieldAction } from '../field-value.js';
import type { PlacedForm } from '../form-kind.js';
import { vocabulary } from '../vocabulary.js';
import { openFields } from './fill-form.js';

const queryField = (placed: PlacedForm): FormField | undefined =>
  openFields(placed).find((field) => field.type === 'search') ??
  openFields(placed).find((field) => vocabulary.search.test(`${field.label} ${field.nameAttr ?? ''}`)) ??
  openFields(placed)[0];

/** Asks a search box for something and leaves all beside it as it is. */
export const asking =
  (placed: PlacedForm, value: StepValue) =>
  (field: FormField): FieldAction =>
    field === queryField(placed) ? { kind: 'fill', value } : { kind: 'leave' };
