import { countInSnapshot, proposeLocators } from '@testforge/browser';
import { Fingerprint, type FailureSnapshot, type Step, type Target } from '@testforge/core';
import { findReworded } from '@testforge/healing';

/** What stands on the page where an asserted wording was, with a locator that finds it alone; null when nothing does. */
export function findRewordedTarget(
  step: Extract<Step, { kind: 'expect' }>,
  { page }: FailureSnapshot,
): { target: Target; wording: string } | null {
  if (!step.target) return null;
  const found = findReworded(step.target.fingerprint, page.elements);
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
