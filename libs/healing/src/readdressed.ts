import { countInSnapshot } from '@testforge/browser';
import { linkPath, type FailureSnapshot, type Step, type TestCase } from '@testforge/core';
import type { PageBefore } from './page-before.js';

export interface NewAddress {
  path: string;
  /** The address of before led on to it, as far as the app was known: the link has only lost its way round. */
  ledOn: boolean;
}

/** Places that the test knew other links of it to lead to. */
const placesOf = ({ steps }: Pick<TestCase, 'steps'>, but: Step): (string | null)[] =>
  steps.flatMap((step) => (step === but || !('target' in step) ? [] : [linkPath(step.target?.fingerprint.href)]));

/**
 * Where a link leads that should lead elsewhere, if the old place led on to that, or no other link of the test led there: then
 * the place may have a new address. A link that leads where another one did is a wrong one. Null then, and where the step
 * asks for no such thing.
 */
export function newAddressOf(
  test: Pick<TestCase, 'steps'>,
  step: Step | null,
  snapshot: FailureSnapshot | null,
  pagesBefore: readonly PageBefore[] = [],
): NewAddress | null {
  if (step?.kind !== 'expect' || step.expectation.matcher !== 'toLeadTo' || !step.target || !snapshot) return null;
  const { expected } = step.expectation;
  const [at, ...others] = countInSnapshot(step.target.locator, snapshot.page);
  const path = linkPath(snapshot.page.elements[at ?? -1]?.href);
  if (path === null || others.length > 0 || path === expected) return null;
  // Many an app leads to its start page whatever it does not know.
  const ledOn = pagesBefore.some(
    ({ path: place, ledFrom = [] }) =>
      path !== '/' && linkPath(place) === path && ledFrom.length === 1 && ledFrom.includes(String(expected)),
  );
  return !ledOn && placesOf(test, step).includes(path) ? null : { path, ledOn };
}
