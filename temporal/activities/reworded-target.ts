import { countInSnapshot, proposeLocators } from '@testforge/browser';
import { Fingerprint, type FailureSnapshot, type Step, type Target, type TestCase } from '@testforge/core';
import { findNewWording } from '@testforge/healing';

/** What stands on the page where an asserted wording was, with a locator that finds it alone; null when nothing does. */
export function findRewordedTarget(
  test: TestCase,
  step: Extract<Step, { kind: 'expect' }>,
  { page }: FailureSnapshot,
): { target: Target; wording: string } | null {
  const { target } = step;
  if (!target) return null;
  const found = findNewWording(test, { ...step, target }, page);
  const index = page.elements.findIndex((element) => element === found);
  const element = page.elements[index];
  const wording = element?.name ?? element?.text;
  if (!element || !wording) return null;
  const locator = proposeLocators(element, page).find((candidate) => {
    const hits = countInSnapshot(candidate, page);
    return hits.length === 1 && hits[0] === index;
  });
  return locator ? { target: { locator, fingerprint: Fingerprint.parse(element) }, wording } : null;
}
