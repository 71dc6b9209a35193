import { contentHash, type Step } from '@testforge/core';
import type { FailureInput } from './facts.js';
import { identityOf } from './same-drift.js';
import { hasTarget } from './subject.js';
import type { StepJudgement } from './verdict.js';

/** Trouble that is the same whichever test meets it, known by what was said of it. */
const sharedRules: readonly string[] = [
  'regression.server_error',
  'regression.page_error',
  'regression.went_away',
  'environment.unreachable',
  'environment.not_logged_in',
  'environment.session_ended',
  'environment.sandbox',
  'regression.logged_out',
];

/** The page's path without what names a single record. */
const placeOf = (url: string): string =>
  URL.canParse(url) ? new URL(url).pathname.replaceAll(/\/(?:\d+|[0-9a-f-]{16,})(?=\/|$)/gi, '/:id') : '';

/** What a step is about: the element it looks at, or, where it looks at none, what it expects. */
const aboutOf = (step: Step): unknown =>
  hasTarget(step) ? identityOf(step.target.fingerprint) : step.kind === 'expect' ? step.expectation : step.kind;

/**
 * What a failure that waits for nobody comes from: failures of one run with the same cause are one finding. A fault of the app
 * is known by what it said, everything else by what broke: the same element of the same page.
 */
export function causeOf(
  { test, snapshot }: FailureInput,
  step: Step | null,
  { rule, evidence }: StepJudgement,
): string {
  if (sharedRules.includes(rule)) return `${rule}: ${evidence[0] ?? ''}`;
  return step && snapshot ? `${rule}: ${contentHash([placeOf(snapshot.url), aboutOf(step)])}` : `${rule}: ${test.key}`;
}
