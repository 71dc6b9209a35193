import type { AppModel, FormField, Step, StepValue } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import type { FieldAction } from '../field-value.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { draftKey } from '../slug.js';
import { nonsenseWord, vocabulary } from '../vocabulary.js';
import { openFields, sendForm } from './fill-form.js';
import { formKey } from './form-happy.js';
import { listedItems } from './listed-items.js';
import { listWay } from './list-way.js';

const queryField = (placed: PlacedForm): FormField | undefined =>
  openFields(placed).find((field) => field.type === 'search') ??
  openFields(placed).find((field) => vocabulary.search.test(`${field.label} ${field.nameAttr ?? ''}`)) ??
  openFields(placed)[0];

const asking =
  (placed: PlacedForm, value: StepValue) =>
  (field: FormField): FieldAction =>
    field === queryField(placed) ? { kind: 'fill', value } : { kind: 'leave' };

function draft(model: AppModel, placed: PlacedForm, name: 'hit' | 'none', value: StepValue, before: Step[]): Draft[] {
  const steps = sendForm(model, placed, asking(placed, value));
  if (steps === null) return [];
  return [
    {
      key: draftKey('search', placed.state.template, formKey(placed), name),
      title: name === 'hit' ? 'A search finds what is there' : 'A search for what is not there says so',
      designer: 'search',
      priority: name === 'hit' ? 'P1' : 'P2',
      reason:
        name === 'hit'
          ? 'A visitor who knows what to look for searches.'
          : 'A search without hits must not look like a fault, nor show everything.',
      category: name === 'hit' ? 'functional' : 'negative',
      tags: ['search'],
      flow: 'search',
      pages: [placed.state.template],
      steps: [...before, ...steps.done()],
      watch: {
        effects: name === 'hit' ? ['address', 'row'] : ['address', 'message', 'value'],
        consequence: false,
        again: false,
        mentions: [],
        writes: false,
      },
    },
  ];
}

/** The search finds an item that was seen, and says so when there is none. */
export const search: Designer = (model) => {
  const placed = placedForms(model).find((candidate) => candidate.kind === 'search');
  if (placed === undefined) return [];
  const item = listedItems(model)[0];
  const way = item === undefined ? null : listWay(model, item);
  const remember = way?.remember.filter((step) => step.kind !== 'remember' || step.name === 'title');
  return [
    ...(remember === undefined ? [] : draft(model, placed, 'hit', { kind: 'remembered', name: 'title' }, remember)),
    ...draft(model, placed, 'none', { kind: 'literal', value: nonsenseWord }, []),
  ];
};
