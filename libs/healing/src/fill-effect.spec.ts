import type { Fingerprint, Step, StepValue } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { checkHeading, policy, snapshotOf, testOf } from '../test/spec-page.js';
import type { Ranked } from './candidates.js';
import type { Decision } from './decide.js';
import { planTrials } from './effect.js';
import { hasTarget } from './subject.js';

const field = (type: string): Fingerprint => ({ tag: 'input', type, name: 'Where to reach you' });
const fill = (type: string, value: StepValue): Step => ({
  key: 'reach',
  phase: 'when',
  title: 'I fill “E-mail”',
  kind: 'fill',
  value,
  target: { locator: { frame: [], links: [{ by: 'label', text: 'E-mail' }] }, fingerprint: field(type) },
});
const own: StepValue = { kind: 'unique', prefix: 'sam', shape: 'email' };
const candidate = (type: string, score: number): Ranked =>
  ({ index: 0, fingerprint: field(type), fit: 'fits', score }) as unknown as Ranked;

/** Whether the effect of the fill may speak for it. The candidates: its score is far behind for all but the first. */
function isTried(step: Step, others: string[], check: Step = checkHeading): boolean {
  if (!hasTarget(step)) throw new Error('a fill has a target');
  const types = [step.target.fingerprint.type ?? '', ...others];
  const ranking = types.map((type, index) => candidate(type, index === 0 ? 10 : 1));
  const known = { knownTargets: [], pagesBefore: [], heals: [] };
  const lost = { test: testOf(step, check), step, snapshot: snapshotOf([]), policy, ...known };
  return planTrials(lost, { byEffect: true, ranking } as unknown as Decision) !== null;
}

describe('the effect of what is typed', () => {
  it('tells nothing of the field, since a form wants any of its fields', () => {
    expect(isTried(fill('text', own), ['text'])).toBe(false);
    expect(isTried(fill('email', own), ['email'])).toBe(false);
  });

  it('tells it where the very text is seen again', () => {
    const value = { kind: 'literal' as const, value: 'Harbour view' };
    const check = (expected: string): Step =>
      checkHeading.kind === 'expect'
        ? { ...checkHeading, expectation: { matcher: 'toHaveText', expected } }
        : checkHeading;
    expect(isTried(fill('text', value), ['text'], check('Trip to Harbour view'))).toBe(true);
    expect(isTried(fill('text', value), ['text'], check('Thank you'))).toBe(false);
    const seen: Step = { ...check(''), expectation: { matcher: 'toHaveText', expected: null, value: own } } as Step;
    expect(isTried(fill('text', own), ['text'], seen)).toBe(true);
  });

  it('tells it where no other field takes such input', () => {
    expect(isTried(fill('email', own), ['text', 'password'])).toBe(true);
    expect(isTried(fill('text', own), ['email'])).toBe(false);
  });
});
