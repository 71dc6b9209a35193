import {
  AppError,
  expectationHash,
  Fingerprint,
  type HealingProposal,
  type Step,
  type TestCase,
} from '@testforge/core';
import { hasTarget, subjectOf } from './subject.js';

const refuse = (code: string, message: string, { testKey, stepKey }: HealingProposal): never => {
  throw new AppError('conflict', code, message, { details: { testKey, stepKey } });
};

function healStep(step: Step, proposal: HealingProposal): Step {
  if (!hasTarget(step)) return refuse('healing.no_target', 'the step has no target that could be healed', proposal);
  const { newLocator: locator, newFingerprint } = proposal;
  if (!locator || !newFingerprint || proposal.decision === 'abstain')
    return refuse('healing.not_decided', 'the proposal names no new target', proposal);
  if (subjectOf(step) === 'wording')
    return refuse('healing.wording_is_locked', 'a text that is asserted is never looked for elsewhere', proposal);
  return { ...step, target: { locator, fingerprint: Fingerprint.parse(newFingerprint) } };
}

/**
 * The test with the proposals' new targets. Only locators and fingerprints of the named steps change: the expectations'
 * hash is the same before and after.
 * @throws AppError conflict `healing.expectation_changed` if it is not, `healing.unknown_step`, `healing.no_target`,
 * `healing.not_decided` or `healing.wording_is_locked` when a proposal cannot be applied
 */
export function applyHeals(test: TestCase, proposals: readonly HealingProposal[]): TestCase {
  const healed = proposals.reduce<TestCase>((current, proposal) => {
    const known = current.key === proposal.testKey && current.steps.some(({ key }) => key === proposal.stepKey);
    if (!known) refuse('healing.unknown_step', 'the proposal is for a step that this test does not have', proposal);
    return {
      ...current,
      steps: current.steps.map((step) => (step.key === proposal.stepKey ? healStep(step, proposal) : step)),
    };
  }, test);
  if (expectationHash(healed) !== expectationHash(test))
    throw new AppError('conflict', 'healing.expectation_changed', 'a heal may not change an expectation', {
      details: { testKey: test.key },
    });
  return healed;
}
