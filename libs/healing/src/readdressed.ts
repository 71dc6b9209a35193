import { countInSnapshot } from '@testforge/browser';
import { linkPath, type FailureSnapshot, type Step } from '@testforge/core';

/**
 * Whether a link that should lead to a place leads to one that nothing else of its page leads to: that place may have a new
 * address. A link that leads where another one does is a wrong one. Null where the step asks for no such thing.
 */
export function newAddressOf(step: Step | null, snapshot: FailureSnapshot | null): string | null {
  if (step?.kind !== 'expect' || step.expectation.matcher !== 'toLeadTo' || !step.target || !snapshot) return null;
  const { elements } = snapshot.page;
  const [at, ...others] = countInSnapshot(step.target.locator, snapshot.page);
  const path = linkPath(elements[at ?? -1]?.href);
  if (path === null || others.length > 0 || path === step.expectation.expected) return null;
  const isKnown = elements.some(({ href }, index) => index !== at && linkPath(href) === path);
  return isKnown ? null : path;
}
