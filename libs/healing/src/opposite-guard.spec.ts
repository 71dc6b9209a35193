import { describe, expect, it } from 'vitest';
import { clickCart, pageWith, policy } from '../test/spec-page.js';
import { decide } from './decide.js';
import { hasTarget } from './subject.js';

describe('what says the opposite of what it said', () => {
  const decideOn = (label: string) => {
    if (!hasTarget(clickCart)) throw new Error('the step has no target');
    const { fingerprint, locator } = clickCart.target;
    const lost = { ...fingerprint, id: 'follow', name: 'Follow', text: 'Follow', testId: 'follow-shop' };
    return decide({
      action: 'click',
      lost,
      oldLocator: locator,
      elements: pageWith({ 'Add to cart': { ...lost, name: label, text: label } }),
      view: { ownTextCounts: true },
      others: [],
      policy,
      provable: true,
      leftOut: 0,
    });
  };

  it('is asked about, whatever names it has in the markup', () => {
    expect(decideOn('Follow this shop').decision).toBe('heal');
    const { decision, guards, ranking } = decideOn('Unfollow');
    expect([decision, ranking[0]?.fingerprint.name]).toEqual(['ask', 'Unfollow']);
    expect(guards).toContain('meaning.opposite');
  });
});
