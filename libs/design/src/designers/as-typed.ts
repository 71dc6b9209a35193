import type { FormField } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { valueFor } from '../field-value.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { namesRecord } from '../own-value.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { openFields, otherWays, sendForm, validly, type Decide } from './fill-form.js';
import { formKey, happyKey } from './form-happy.js';
import { makesRecord, panelsOf, placesOf } from './record-places.js';

/** Harmless, and read otherwise wherever it is taken for a part of the page, or written for one twice. */
const asTyped = 'R&D <i>"note"';
const leastLength = 40;
const mostForms = 2;

/** The field by which what is made is known, where it takes any words. */
function namingField(placed: PlacedForm): FormField | undefined {
  const free = openFields(placed).filter((field) => {
    const usual = valueFor(field, placed.state.snapshot.elements[field.element]);
    const isText =
      usual.kind === 'fill' && usual.value.kind === 'unique' && ['text', 'name'].includes(usual.value.shape);
    return (
      isText &&
      ['text', 'textarea', ''].includes(field.type) &&
      field.pattern === undefined &&
      (field.maxLength ?? Infinity) >= leastLength
    );
  });
  return free.find(({ label, nameAttr }) => namesRecord(label, nameAttr)) ?? free[0];
}

/** What a person typed is shown as it was typed, where the app keeps it. */
export const asTypedRecord: Designer = (model) =>
  placedForms(model)
    .filter((placed) => makesRecord(placed) && maySend(model, placed) && model.interaction !== 'read')
    .flatMap((placed): Draft[] => {
      const naming = namingField(placed);
      const typing =
        (others: Decide): Decide =>
        (field, state) =>
          field === naming
            ? { kind: 'fill', value: { kind: 'unique', shape: 'text', prefix: asTyped } }
            : others(field, state);
      const steps = naming === undefined ? undefined : sendForm(model, placed, typing(validly(false)))?.done();
      if (steps === undefined) return [];
      return [
        {
          key: draftKey('as-typed', placed.state.template, formKey(placed)),
          title: `What “${placed.name}” on the page “${pageName(model, placed.state)}” made reads as it was typed`,
          designer: 'as-typed',
          priority: 'P2',
          reason: 'What somebody types must never become part of the page, nor come back garbled.',
          category: 'security',
          tags: ['form', 'record', 'as-typed'],
          flow: 'create, change, delete',
          pages: [placed.state.template],
          steps,
          watch: {
            effects: ['own'],
            consequence: false,
            again: false,
            mentions: [],
            writes: true,
            instead: otherWays(model, placed, typing),
            record: 'find',
            follows: happyKey(placed),
            places: placesOf(model, placed),
            panels: panelsOf(model, placed),
          },
        },
      ];
    })
    .slice(0, mostForms);
