import type { Fingerprint } from '@testforge/core';
import type { TargetedStep } from './subject.js';

const messageClass = /(?:^|[-_])(?:messages?|flash(?:es)?|toasts?|alerts?|notices?|notifications?|snackbar)(?:$|[-_])/i;

export const folded = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();
export const textOf = ({ text, name }: Fingerprint): string => folded(text ?? name);
export const hasClass = ({ classes = [] }: Fingerprint, like: RegExp): boolean =>
  classes.some((name) => like.test(name));

/** A place for messages stays when its message goes: that it is there says nothing. */
export const isMessagePlace = (element: Fingerprint): boolean =>
  /^(?:status|alert|log)$/.test(element.role ?? '') ||
  element.attributes?.['aria-live'] !== undefined ||
  hasClass(element, messageClass);

/** What the app is expected to say there; empty where that is no text. */
export function expectedWords({ target, ...step }: TargetedStep): string {
  if (step.kind !== 'expect') return '';
  const { expected, foundBy, matcher } = step.expectation;
  if (matcher !== 'toHaveText' && matcher !== 'toContainText' && matcher !== 'toBeVisible') return '';
  return folded(typeof expected === 'string' ? expected : (foundBy ?? target.fingerprint.text));
}
