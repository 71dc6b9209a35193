import { locatorCode, type JudgedFailure } from '@testforge/core';

/** Trouble that is the same whichever test meets it. */
const sharedRules: readonly string[] = [
  'regression.server_error',
  'regression.page_error',
  'regression.went_away',
  'environment.unreachable',
  'environment.not_logged_in',
  'environment.session_ended',
  'environment.sandbox',
  'regression.logged_out',
  'drift.redesign',
];

/**
 * What a failure comes from; failures with the same cause are one finding. What waits is known by its question. A fault of the app is known by what it said, a
 * drift by what was looked for and what took its place; whatever else failed stands for itself.
 */
export function causeOf({ rule, outcome, evidence, proposals, question, testKey }: JudgedFailure): string {
  if (outcome === 'waiting' && question) return question.cause;
  if (sharedRules.includes(rule)) return `${rule}: ${evidence[0] ?? ''}`;
  const moved = proposals[0];
  if (!moved) return `${rule}: ${testKey}`;
  const to = moved.newLocator ? locatorCode(moved.newLocator) : '';
  return `${rule}: ${locatorCode(moved.oldLocator)} → ${to}`;
}

/** Failures by cause, each with those that share it, in the order in which they were first met. */
export function groupByCause(failures: readonly JudgedFailure[]): { cause: string; failures: JudgedFailure[] }[] {
  const groups = new Map<string, JudgedFailure[]>();
  for (const failure of failures) {
    const cause = causeOf(failure);
    groups.set(cause, [...(groups.get(cause) ?? []), failure]);
  }
  return [...groups].map(([cause, shared]) => ({ cause, failures: shared }));
}
