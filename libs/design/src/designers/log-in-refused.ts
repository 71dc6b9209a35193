import type { StepValue } from '@testforge/core';
import { valueFor, type FieldAction } from '../field-value.js';
import type { Designer, Draft } from '../draft.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { draftKey } from '../slug.js';
import { sendForm } from './fill-form.js';
import { flowOf, formKey } from './form-happy.js';

const fill = (value: string): FieldAction => ({ kind: 'fill', value: { kind: 'literal', value } satisfies StepValue });

function unknownVisitor(field: PlacedForm['form']['fields'][number], state: PlacedForm['state']): FieldAction {
  if (field.type === 'password') return fill('not-the-password-42');
  const usual = valueFor(field, state.snapshot.elements[field.element]);
  return usual.kind === 'fill'
    ? fill(usual.value.kind === 'unique' && usual.value.shape !== 'email' ? 'nobody-known' : 'nobody@example.com')
    : usual;
}

/** Nobody gets in with a name and a password that are not known. */
export const logInRefused: Designer = (model) =>
  placedForms(model)
    .filter(() => model.logIn === undefined)
    .filter((placed) => placed.kind === 'login' && maySend(model, placed))
    .flatMap((placed): Draft[] => {
      const steps = sendForm(model, placed, unknownVisitor);
      if (steps === null) return [];
      return [
        {
          key: draftKey('log-in-refused', placed.state.template, formKey(placed)),
          title: 'A log-in with unknown credentials is refused',
          designer: 'log-in-refused',
          priority: 'P1',
          reason: 'A stranger must not get in.',
          category: 'negative',
          tags: ['form', 'login'],
          flow: flowOf.login,
          pages: [placed.state.template],
          steps: steps.done(),
          watch: {
            effects: ['address', 'message', 'heading'],
            consequence: false,
            again: false,
            mentions: [],
            writes: false,
          },
        },
      ];
    });
