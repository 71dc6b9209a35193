import type { AppModel, FormField } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import type { FieldAction } from '../field-value.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { draftKey } from '../slug.js';
import { nonsenseWord, vocabulary } from '../vocabulary.js';
import { openFields, sendForm } from './fill-form.js';
import { formKey } from './form-happy.js';
import { listedItems } from './listed-items.js';

const queryField = (placed: PlacedForm): FormField | undefined =>
  openFields(placed).find((field) => field.type === 'search') ??
  openFields(placed).find((field) => vocabulary.search.test(`${field.label} ${field.nameAttr ?? ''}`)) ??
  openFields(placed)[0];

const asking =
  (placed: PlacedForm, word: string) =>
  (field: FormField): FieldAction =>
    field === queryField(placed) ? { kind: 'fill', value: { kind: 'literal', value: word } } : { kind: 'leave' };

/** The longest word of a title: it is the least likely to be in other titles. */
const tellingWord = (title: string): string | undefined =>
  title
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /^\p{L}{4,}$/u.test(word))
    .sort((a, b) => b.length - a.length)[0];

function draft(model: AppModel, placed: PlacedForm, name: 'hit' | 'none', word: string, mentions: string[]): Draft[] {
  const steps = sendForm(model, placed, asking(placed, word));
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
      steps: steps.done(),
      watch: {
        effects: name === 'hit' ? ['address', 'row', 'heading'] : ['address', 'message', 'value'],
        consequence: false,
        again: false,
        mentions,
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
  const word = item === undefined ? undefined : tellingWord(item.title);
  return [
    ...(item === undefined || word === undefined ? [] : draft(model, placed, 'hit', word, [item.title])),
    ...draft(model, placed, 'none', nonsenseWord, []),
  ];
};
