import { countInSnapshot } from '@testforge/browser';
import type { AppModel, AppState, LogIn, Step, StepValue } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { hasVariable, soundStates } from '../state-place.js';
import { titled } from '../step-title.js';
import { formIsShown, isCredential, oneSessionOnly, watchDoor } from './log-in-form.js';
import { logOut } from './log-out.js';

const mostGuarded = 4;

/** The log-in itself, from which all other tests have their session. */
export function logInDraft({ steps, sharing }: LogIn): Draft {
  return {
    key: 'log-in',
    title: 'A user logs in',
    designer: 'log-in',
    priority: 'P0',
    reason: 'Without it nobody gets at anything behind it.',
    category: 'functional',
    tags: ['log-in'],
    flow: 'log in',
    pages: steps.flatMap((step) => (step.kind === 'goto' ? [step.path] : [])),
    steps,
    setup: sharing,
    watch: watchDoor([]),
  };
}

/** Somebody nobody knows: a real user would be locked out after some wrong passwords. */
function stranger(step: Step): StepValue {
  const wantsEmail =
    step.kind === 'fill' &&
    (step.target.fingerprint.type === 'email' || /e-?mail/i.test(step.target.fingerprint.label ?? ''));
  return { kind: 'unique', shape: wantsEmail ? 'email' : 'word', prefix: 'nobody' };
}

const wrongPassword: StepValue = { kind: 'literal', value: 'not-the-password-42' };

/** The steps of the log-in up to where it is refused; `whose` password it is not: nobody's who is known, or the user's own. */
function refusedSteps({ steps }: LogIn, whose: 'stranger' | 'own'): Step[] | null {
  const user = steps.findIndex((step) => isCredential(step, 'user'));
  const password = steps.findIndex((step) => isCredential(step, 'password'));
  const isSent = ({ kind }: Step): boolean => kind === 'click' || kind === 'press';
  if ((user < 0 || whose === 'own') && password < 0) return null;
  // A door that asks for a password alone knows no user whose own it is.
  if (user < 0 && whose === 'own') return null;
  const between = user < 0 || whose === 'own' ? -1 : steps.slice(user + 1, password).findIndex(isSent);
  const sent = steps.findIndex((step, index) => index > Math.max(user, password) && isSent(step));
  const end = password > user && between >= 0 ? user + 1 + between : sent;
  if (end < 0) return null;
  return steps.slice(0, end + 1).flatMap((step): Step[] => {
    if (step.kind === 'expect') return [];
    if (step.kind !== 'fill' || step.value.kind !== 'credential') return [step];
    if (!isCredential(step, 'user')) return [titled({ ...step, value: wrongPassword })];
    return [whose === 'own' ? step : titled({ ...step, value: stranger(step) })];
  });
}

const pathsOf = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => (step.kind === 'goto' ? [step.path] : []));

function bad(logIn: LogIn): Draft[] {
  const steps = refusedSteps(logIn, 'stranger');
  if (steps === null) return [];
  return [
    {
      key: draftKey('log-in-refused', 'unknown'),
      title: 'A log-in with unknown credentials is refused',
      designer: 'log-in-refused',
      priority: 'P1',
      reason: 'A stranger must not get in.',
      category: 'negative',
      tags: ['log-in'],
      flow: 'log in',
      pages: pathsOf(steps),
      steps: [...steps, ...formIsShown(logIn)],
      signedOut: true,
      watch: watchDoor(['address', 'message']),
    },
  ];
}

/** The steps from where a log-in was refused: in the form that is shown again, or all of them where it asks one thing at a time. */
function enteringSteps({ steps }: LogIn): Step[] {
  const [first, last] = [
    steps.findIndex((step) => isCredential(step, 'user')),
    steps.findIndex((step) => isCredential(step, 'password')),
  ];
  const isOnePage =
    first >= 0 && steps.slice(Math.min(first, last), Math.max(first, last)).every(({ kind }) => kind === 'fill');
  return isOnePage ? steps.slice(Math.min(first, last)) : steps;
}

/**
 * One wrong password of the user's own, and then the right one: by that apps which count wrong ones begin anew, so that
 * nobody is locked out.
 */
function wrongOwn(model: AppModel, logIn: LogIn): Draft[] {
  const steps = model.interaction === 'read' || oneSessionOnly(model) ? null : refusedSteps(logIn, 'own');
  if (steps === null) return [];
  return [
    {
      key: draftKey('log-in-refused', 'password'),
      title: 'The user does not get in with another password, and then does with the right one',
      designer: 'log-in-refused',
      priority: 'P1',
      reason: 'Knowing who has an account must not be enough to get in.',
      category: 'security',
      tags: ['log-in'],
      flow: 'log in',
      pages: pathsOf(steps),
      steps: [...steps, ...formIsShown(logIn)],
      signedOut: true,
      watch: {
        ...watchDoor(['address', 'message']),
        thenEnter: enteringSteps(logIn).map((step) => titled({ ...step, key: `right-${step.key}`, phase: 'when' })),
      },
    },
  ];
}

/** Where the log-in leads to: it is what people come for. */
function leads(model: AppModel, { steps }: LogIn): Draft[] {
  if (oneSessionOnly(model)) return [];
  return [
    {
      key: draftKey('log-in', 'leads'),
      title: 'Logging in leads to where it should',
      designer: 'log-in-leads',
      priority: 'P2',
      reason: 'Who logs in and lands elsewhere believes that it went wrong.',
      category: 'functional',
      tags: ['log-in'],
      flow: 'log in',
      pages: steps.flatMap((step) => (step.kind === 'goto' ? [step.path] : [])),
      steps,
      signedOut: true,
      watch: watchDoor(['address']),
    },
  ];
}

/**
 * Pages from behind the log-in that a stranger asks for; none where the log-in form cannot be told. A page that shows whoever
 * is inside the same form guards nothing by it.
 */
export function guardedStates(model: AppModel, logIn: LogIn): AppState[] {
  const [form] = formIsShown(logIn);
  const target = form?.kind === 'expect' ? form.target : undefined;
  if (target === undefined) return [];
  const showsForm = ({ snapshot }: AppState): boolean => countInSnapshot(target.locator, snapshot).length > 0;
  const open = new Set(model.states.filter(({ signedOut }) => signedOut).map(({ path }) => path));
  return soundStates(model)
    .filter(
      ({ path, template, reach, signedOut }) =>
        !signedOut && !open.has(path) && !hasVariable(template) && reach.every(({ kind }) => kind === 'goto'),
    )
    .filter((state) => !showsForm(state))
    .slice(0, mostGuarded);
}

/** A page from behind the log-in shows a stranger the log-in form. */
function guarded(model: AppModel, logIn: LogIn): Draft[] {
  const form = formIsShown(logIn);
  return guardedStates(model, logIn).map((state) => ({
    key: draftKey('guarded', state.template),
    title: `A stranger who asks for the page ${state.path} is asked to log in`,
    designer: 'guarded',
    priority: 'P1',
    reason: 'What is behind the log-in is nobody else’s.',
    category: 'security',
    tags: ['log-in', 'guarded'],
    flow: 'log in',
    pages: [state.template],
    steps: [...createSteps().goto(state.path).done(), ...form],
    signedOut: true,
    watch: watchDoor(['address', 'message']),
  }));
}

/** Getting in, being kept out, leaving. */
export const logIn: Designer = (model) =>
  model.logIn === undefined
    ? []
    : [
        logInDraft(model.logIn),
        ...leads(model, model.logIn),
        ...bad(model.logIn),
        ...wrongOwn(model, model.logIn),
        ...logOut(model, model.logIn),
        ...guarded(model, model.logIn),
      ];
