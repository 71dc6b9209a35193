import type { AppModel, Step, StepValue } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import type { FieldAction } from '../field-value.js';
import { isButton, placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { uniqueValues } from '../own-value.js';
import { draftKey } from '../slug.js';
import { openFields, sendForm, validly } from './fill-form.js';
import { formKey, happyKey } from './form-happy.js';

interface Deed {
  name: string;
  title: string;
  reason: string;
  category: Draft['category'];
  priority?: Draft['priority'];
  watch: Partial<Draft['watch']>;
}

const wrongPassword: StepValue = { kind: 'literal', value: 'not-the-password-42' };

/** What the sign-up types: the password, and by what the account is then known. */
function typedOf(steps: readonly Step[]): { user: StepValue; password: StepValue } | null {
  const fills = steps.flatMap((step) => (step.kind === 'fill' ? [step] : []));
  const password = fills.find(({ target }) => target.fingerprint.type === 'password')?.value;
  const unique = fills.filter(({ value }) => value.kind === 'unique');
  const user = (
    unique.find(({ value }) => value.kind === 'unique' && value.shape === 'email') ??
    unique.find(({ target }) => /user/i.test(`${target.fingerprint.label ?? ''} ${target.fingerprint.nameAttr ?? ''}`))
  )?.value;
  return password === undefined || user === undefined ? null : { user, password };
}

/** The same steps under keys of their own, as something that is done further on. */
const later = (steps: readonly Step[]): Step[] =>
  steps.map((step) => ({
    ...step,
    key: `again-${step.key}`,
    phase: 'when' as const,
    title: step.title.replace(/^(the .*) is open$/, 'I open $1'),
  }));

function logInWith(model: AppModel, user: StepValue, password: StepValue): Step[] | null {
  const placed = placedForms(model).find(({ kind }) => kind === 'login');
  if (placed === undefined) return null;
  const decide = ({ type }: PlacedForm['form']['fields'][number]): FieldAction =>
    ['checkbox', 'radio'].includes(type)
      ? { kind: 'leave' }
      : { kind: 'fill', value: type === 'password' ? password : user };
  const simple = openFields(placed).filter(({ type }) => !['checkbox', 'radio'].includes(type));
  return simple.length === 2 ? (sendForm(model, placed, decide)?.done() ?? null) : null;
}

/** What is done once the account was left: coming back, as oneself and as somebody else. */
function returns(model: AppModel, steps: readonly Step[]): Deed[] {
  const typed = typedOf(steps);
  if (typed === null) return [];
  const [right, wrong] = [typed.password, wrongPassword].map((password) => logInWith(model, typed.user, password));
  return [
    ...(right
      ? [
          {
            name: 'return',
            title: 'Who signed up can log in again',
            reason: 'An account that cannot be entered again is lost.',
            category: 'functional' as const,
            watch: { afterLeaving: later(right), effects: ['address' as const, 'own' as const] },
          },
        ]
      : []),
    ...(wrong
      ? [
          {
            name: 'wrong-password',
            title: 'An account does not open with another password',
            reason: 'Knowing who has an account must not be enough to get in.',
            category: 'security' as const,
            watch: {
              afterLeaving: later(wrong),
              refusedAfterLeaving: true,
              effects: ['address' as const, 'message' as const],
            },
          },
        ]
      : []),
    {
      name: 'twice',
      title: 'The same account cannot be made twice',
      reason: 'Two accounts of one name get in each other’s way.',
      category: 'negative',
      watch: { afterLeaving: later(steps), refusedAfterLeaving: true, effects: ['message'] },
    },
  ];
}

const own: readonly Deed[] = [
  {
    name: 'leave',
    title: 'Whoever leaves an account has left it',
    reason: 'Whoever comes next at this computer must not be inside.',
    category: 'security',
    watch: { effects: ['address', 'heading', 'own'] },
  },
];

/** What takes words of its own from whoever asks, and may show them to who is inside: a message before all else. */
function sendable(model: AppModel): { placed: PlacedForm; steps: Step[] } | null {
  const forms = placedForms(model)
    .filter((placed) => ['contact', 'other'].includes(placed.kind) && maySend(model, placed) && !isButton(placed))
    .sort((a, b) => Number(b.kind === 'contact') - Number(a.kind === 'contact'));
  for (const placed of forms) {
    const steps = sendForm(model, placed, validly(false))?.done();
    const isText = uniqueValues({ steps: steps ?? [] }).some(({ shape }) => shape === 'text');
    if (steps !== undefined && isText) return { placed, steps };
  }
  return null;
}

/** What somebody does inside stands in the account afterwards, where the app shows such things. */
function history(model: AppModel): Deed[] {
  const sent = sendable(model);
  if (sent === null) return [];
  return [
    {
      name: 'history',
      title: `What is sent with “${sent.placed.name}” stands in the account of who sent it`,
      reason: 'Whoever sends something wants to look it up.',
      category: 'functional',
      priority: 'P2',
      watch: { record: 'history', meanwhile: later(sent.steps), effects: ['own', 'once'] },
    },
  ];
}

/** A new account can be corrected, left and entered again by whoever made it, and by nobody else. Each test makes its own. */
export const accounts: Designer = (model) =>
  placedForms(model)
    .filter((placed) => placed.kind === 'signup' && maySend(model, placed) && model.interaction !== 'read')
    .slice(0, 1)
    .flatMap((placed): Draft[] => {
      const steps = sendForm(model, placed, validly(false))?.done();
      if (steps === undefined) return [];
      const change: Deed = {
        name: 'change',
        title: 'What was entered on signing up can be changed',
        reason: 'What was entered must be correctable.',
        category: 'functional',
        watch: { record: 'change', effects: ['own'] },
      };
      return [change, ...own, ...returns(model, steps), ...history(model)].map(({ name, watch, ...deed }) => ({
        key: draftKey(`account-${name}`, placed.state.template, formKey(placed)),
        designer: 'accounts',
        priority: 'P1',
        ...deed,
        tags: ['form', 'signup', name],
        flow: 'sign up',
        pages: [placed.state.template],
        steps,
        watch: {
          effects: [],
          consequence: false,
          again: false,
          mentions: [],
          writes: true,
          record: 'leave',
          follows: happyKey(placed),
          ...watch,
        },
      }));
    });
