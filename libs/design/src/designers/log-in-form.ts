import type { AppModel, LogIn, Step } from '@testforge/core';
import type { Watch } from '../draft.js';
import { titled } from '../step-title.js';

/** What is watched of a log-in or a log-out. */
export const watchDoor = (effects: Watch['effects']): Watch => ({
  effects,
  consequence: false,
  again: false,
  mentions: [],
  writes: false,
});
/** Whether one of these credentials is typed. */
export const isCredential = (step: Step, ...names: string[]): boolean =>
  step.kind === 'fill' && step.value.kind === 'credential' && names.includes(step.value.name);

/** That one stands before the log-in form. */
export function formIsShown({ steps }: LogIn): Step[] {
  const field = steps.find((step) => isCredential(step, 'user', 'password'));
  if (field?.kind !== 'fill') return [];
  const { target } = field;
  return [
    titled({
      kind: 'expect',
      key: 'expect-log-in-form',
      phase: 'then',
      target,
      expectation: { matcher: 'toBeVisible', expected: true },
    }),
  ];
}

/** Where an app allows one session a user, a test that logs in for itself throws the others out. */
export const oneSessionOnly = ({ notes = [] }: AppModel): boolean =>
  notes.some((note) => /second log-in ended the first/i.test(note));
