import type { AppModel, Step } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { titled } from '../step-title.js';
import { sendForm, validly } from './fill-form.js';
import { formKey, happyKey } from './form-happy.js';
import { withTitle } from './with-title.js';

type Deed = Pick<Draft, 'title' | 'reason' | 'steps'> & { name: string; watch: Partial<Draft['watch']> };

/** A second thing of the same kind is put there after the first, with what its form is set to. */
function second(placed: PlacedForm, first: readonly Step[]): Deed[] {
  const { state } = placed;
  const path = state.samples.find((sample) => sample !== state.path);
  const send = first.at(-1);
  if (path === undefined || send?.kind !== 'click' || !first.some(({ kind }) => kind === 'remember')) return [];
  const open = titled({ kind: 'goto', key: 'open-second', phase: 'when', path });
  const [, remember] = withTitle(placed, [open], 'second');
  if (remember === undefined) return [];
  return [
    {
      name: 'two',
      title: 'Two different things lie in the cart together',
      reason: 'Whoever takes a second thing keeps the first, and pays for both.',
      steps: [...first, open, { ...remember, phase: 'when' }, { ...send, key: 'send-second' }],
      watch: { checkout: true },
    },
  ];
}

function deedsOf(placed: PlacedForm, steps: Step[]): Deed[] {
  if (!steps.some(({ kind }) => kind === 'remember')) return [];
  return [
    {
      name: 'change',
      title: 'How many there are can be changed in the cart',
      reason: 'A visitor changes his mind, and the amounts must follow.',
      steps,
      watch: { cart: 'change' },
    },
    {
      name: 'remove',
      title: 'What lies in the cart can be taken out',
      reason: 'Nobody wants to pay for what he does not want any more.',
      steps,
      watch: { cart: 'remove' },
    },
    ...second(placed, steps),
  ];
}

const draftOf = (model: AppModel, placed: PlacedForm, { name, watch, ...deed }: Deed): Draft => ({
  ...deed,
  title: `${deed.title} (from “${pageName(model, placed.state)}”)`,
  key: draftKey(`cart-${name}`, placed.state.template, formKey(placed)),
  designer: 'cart',
  priority: 'P1',
  category: 'functional',
  tags: ['form', 'cart', name],
  flow: 'cart and check-out',
  pages: [placed.state.template],
  watch: {
    effects: ['own', 'badge', 'field', 'relation', 'value', 'message'],
    consequence: true,
    again: false,
    mentions: [],
    writes: true,
    follows: happyKey(placed),
    ...watch,
  },
});

/** What was put into the cart can be more, less and nothing again, and does not push out what was there. */
export const cart: Designer = (model) =>
  placedForms(model)
    .filter((placed) => placed.kind === 'cart' && maySend(model, placed))
    .slice(0, 1)
    .flatMap((placed): Draft[] => {
      const steps = sendForm(model, placed, validly(true))?.done();
      return steps === undefined
        ? []
        : deedsOf(placed, withTitle(placed, steps)).map((deed) => draftOf(model, placed, deed));
    });
