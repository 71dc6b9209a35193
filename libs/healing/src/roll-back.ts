import { AppError, canonicalJson, expectationHash, type HealingProposal, type TestCase } from '@testforge/core';
import { hasTarget } from './subject.js';

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/**
 * The test with one heal taken back: the step looks for what it looked for before. Only what that heal put there is
 * replaced, so a heal upon a heal is taken back last first.
 * @throws AppError conflict `healing.changed_since` when the step's target is no longer the one that the heal put there
 */
export function undoHeal(test: TestCase, proposal: HealingProposal): TestCase {
  const { stepKey, newLocator, oldLocator, oldFingerprint } = proposal;
  const healed = test.steps.find((step) => step.key === stepKey);
  if (!healed || !hasTarget(healed) || !newLocator || !same(healed.target.locator, newLocator))
    throw new AppError('conflict', 'healing.changed_since', 'the step has been changed since it was healed', {
      details: { testKey: test.key, stepKey },
    });
  const steps = test.steps.map((step) =>
    step.key === stepKey && hasTarget(step)
      ? { ...step, target: { locator: oldLocator, fingerprint: oldFingerprint } }
      : step,
  );
  const undone = { ...test, steps };
  if (expectationHash(undone) !== expectationHash(test))
    throw new AppError('conflict', 'healing.expectation_changed', 'taking back a heal may not change an expectation', {
      details: { testKey: test.key },
    });
  return undone;
}
