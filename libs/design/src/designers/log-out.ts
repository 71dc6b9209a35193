import type { AppModel, AppState, LogIn, Step, Target } from '@testforge/core';
import type { Draft } from '../draft.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { soundStates, targetAt } from '../state-place.js';
import { titled } from '../step-title.js';
import { vocabulary } from '../vocabulary.js';
import { formIsShown, oneSessionOnly, watchDoor } from './log-in-form.js';

/** Logs in for itself, so that the session of the others goes on. */
export function logOut(model: AppModel, logIn: LogIn): Draft[] {
  if (oneSessionOnly(model)) return [];
  for (const state of soundStates(model)) {
    const index = state.snapshot.elements.findIndex(
      ({ role, name, text, visible }, at) =>
        visible !== false &&
        ['link', 'button', 'menuitem'].includes(role ?? '') &&
        vocabulary.leaving.test(`${name ?? ''} ${text ?? ''}`) &&
        state.locators[String(at)] !== undefined,
    );
    const target = index < 0 || state.signedOut ? null : targetAt(state, index);
    const way = target === null ? null : wayInside(state);
    if (target === null || way === null) continue;
    const click = titled({ kind: 'click', key: 'click-log-out', phase: 'when', target });
    return [
      {
        key: draftKey('log-out', 'ends'),
        title: 'Logging out ends the session',
        designer: 'log-out',
        priority: 'P1',
        reason: 'Whoever comes next at this computer must not be inside.',
        category: 'functional',
        tags: ['log-in', 'log-out'],
        flow: 'log in',
        pages: [state.template],
        steps: [...logIn.steps, ...way, click, ...comeBack(state, logIn)],
        signedOut: true,
        watch: watchDoor(['address', 'heading', 'message']),
      },
      {
        key: draftKey('log-out', 'hides'),
        title: 'Who logged out is not offered to log out again',
        designer: 'log-out',
        priority: 'P1',
        reason: 'Where everybody may read, that is how one tells that the session is over.',
        category: 'functional',
        tags: ['log-in', 'log-out'],
        flow: 'log in',
        pages: [state.template],
        steps: [...logIn.steps, ...way, click, ...openAgain(state), isHidden(target)],
        signedOut: true,
        watch: { ...watchDoor(['address', 'heading', 'feature']), insteadOf: draftKey('log-out', 'ends') },
      },
    ];
  }
  return [];
}

/** The page is opened once more, as one comes back to it. */
const openAgain = (state: AppState): Step[] =>
  createSteps('again')
    .goto(state.path)
    .done()
    .map((step) => titled({ ...step, phase: 'when' }));

const isHidden = (target: Target): Step =>
  titled({
    kind: 'expect',
    key: 'expect-outside',
    phase: 'then',
    target,
    expectation: { matcher: 'toBeHidden', expected: true },
  });

/** Whoever comes back is asked to log in again. */
function comeBack(state: AppState, logIn: LogIn): Step[] {
  const form = formIsShown(logIn);
  return form.length === 0 ? [] : [...openAgain(state), ...form];
}

/** Steps to a state for someone who is inside already. Null where the way to it needs a click that is not told. */
const wayInside = (state: AppState): Step[] | null =>
  state.reach.every(({ kind }) => kind === 'goto')
    ? createSteps('go')
        .goto(state.path)
        .done()
        .map((step) => titled({ ...step, phase: 'when' }))
    : null;
