import type { FieldAction } from '../field-value.js';
import type { Designer, Draft } from '../draft.js';
import { asksOnly, placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { isAskedByMarkup, openFields, sendForm } from './fill-form.js';
import { flowOf, formKey } from './form-happy.js';
import { makesRecord } from './record-places.js';

const typable = (type: string): boolean =>
  !['checkbox', 'radio', 'file', 'range', 'color'].includes(type) && !type.startsWith('select');

/** Empties what has been filled in before; leaves everything else as it is. */
const emptied = (field: PlacedForm['form']['fields'][number]): FieldAction =>
  field.required && typable(field.type) && (field.initial ?? '') !== ''
    ? { kind: 'fill', value: { kind: 'literal', value: '' } }
    : { kind: 'leave' };

/** What no markup asks for a script may still ask for. */
const asksByScript = (placed: PlacedForm): boolean =>
  makesRecord(placed) &&
  !openFields(placed).some(isAskedByMarkup) &&
  openFields(placed).some(({ type, initial = '' }) => ['text', 'url', 'email', ''].includes(type) && initial === '');

const mostByScript = 3;

/** A form that is sent without what it requires says so and does nothing. */
export const formRequired: Designer = (model) => {
  const all = placedForms(model).filter(
    (placed) => !asksOnly(placed) && placed.kind !== 'login' && maySend(model, placed),
  );
  const byMarkup = all.filter((placed) =>
    openFields(placed).some((field) => isAskedByMarkup(field) && typable(field.type)),
  );
  const byScript = all.filter(asksByScript).slice(0, mostByScript);
  return [...byMarkup, ...byScript].flatMap((placed): Draft[] => {
    const steps = sendForm(model, placed, emptied);
    if (steps === null) return [];
    return [
      {
        key: draftKey('form-required', placed.state.template, formKey(placed)),
        title: `“${placed.name}” on the page “${pageName(model, placed.state)}” asks for what is missing`,
        designer: 'form-required',
        priority: 'P2',
        reason: 'Missing data must be refused with a word that helps.',
        category: 'negative',
        tags: ['form', 'validation', placed.kind],
        flow: flowOf[placed.kind],
        pages: [placed.state.template],
        steps: steps.done(),
        watch: {
          effects: ['address', 'message', 'missing', 'heading'],
          consequence: false,
          again: false,
          mentions: [],
          writes: false,
          ...(byScript.includes(placed) ? { refused: true } : {}),
        },
      },
    ];
  });
};
